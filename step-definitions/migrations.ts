import { Then, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When('{person} lists the migrations', async function (this: LocalDeleteWorld, person: PersonName) {
  await this.attempts.make(() => this.migrationShares.list(person));
});

When(
  "{person} deletes the allocations of {server}'s migration",
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.attempts.make(() => this.migrationShares.remove(person, server));
  },
);

Then(
  "{host}'s usage should (still )count {server}'s migration",
  async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    await this.aftermath.outlastHealingOn(host);
    this.expect(await this.usages.of(host)).to.countConsumer(await this.migrationShares.on(host, server));
    await this.migrationShares.expectLeft(server);
  },
);

Then("the list should not show {server}'s migration", async function (this: LocalDeleteWorld, server: ServerAlias) {
  await this.migrationShares.expectUnlisted(server);
});
