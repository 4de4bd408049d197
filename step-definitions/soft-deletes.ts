import { Given, When } from '@cucumber/cucumber';
import type { PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given('soft delete is switched on', function (this: LocalDeleteWorld) {
  this.softDeletes.expectOn();
});

Given("the owner's quota is used up", async function (this: LocalDeleteWorld) {
  await this.accounts.useUpQuota();
});

Given(
  "{person}'s restore of {server} is in progress",
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.softDeletes.beginRestore(person, server);
  },
);

When('the reclaim interval passes', async function (this: LocalDeleteWorld) {
  await this.softDeletes.passInterval();
});
