import { Given, Then } from '@cucumber/cucumber';
import type { HostAlias, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  "{host}'s usage still counts {server}",
  async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    await expectToCount(this, host, server);
  },
);

Given(
  "{host}'s usage counts no disk for {server}",
  async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    await this.usages.expectNoDisk(server, host);
  },
);

Then(
  "{host}'s usage should (still )count {server}",
  async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    await expectToCount(this, host, server);
  },
);

Then(
  "{host}'s usage should count only {server}",
  async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    const usage = await this.usages.of(host);
    this.expect(usage).to.equalUsage(this.usages.withOnly(server, host));
    for (const consumer of await this.usages.ofConsumers(server, host)) this.expect(usage).to.countConsumer(consumer);
  },
);

Then(
  '{host} should be used as much as before {server} was/were created',
  async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    await this.leaks.awaitHealed(host);
    const usage = await this.usages.of(host);
    this.expect(usage).to.equalUsage(this.usages.before(server, host));
  },
);

Then(
  'each host should be used as much as before {server} was/were created',
  async function (this: LocalDeleteWorld, server: ServerAlias) {
    await this.usages.expectEachAsBefore(server);
  },
);

Then('{server} should hold no allocations', async function (this: LocalDeleteWorld, server: ServerAlias) {
  for (const held of await this.usages.heldBy(server)) this.expect(held).to.holdNoAllocations();
});

async function expectToCount(world: LocalDeleteWorld, host: HostAlias, server: ServerAlias): Promise<void> {
  await world.aftermath.outlastHealing(server);
  const usage = await world.usages.of(host);
  for (const consumer of await world.usages.ofConsumers(server, host)) world.expect(usage).to.countConsumer(consumer);
  world.leaks.expectLeak(server);
}
