import { Given, Then } from '@cucumber/cucumber';
import type { HostReference, ServerReference } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  "{host}'s usage still counts {server}",
  async function (this: LocalDeleteWorld, host: HostReference, server: ServerReference) {
    const usage = await this.usages.of(host);
    this.expect(usage).to.countConsumer(this.usages.ofConsumer(server, host));
  },
);

Then(
  '{host} should be used as much as before {server} was created',
  async function (this: LocalDeleteWorld, host: HostReference, server: ServerReference) {
    const usage = await this.usages.of(host);
    this.expect(usage).to.equalUsage(this.usages.before(server, host));
  },
);
