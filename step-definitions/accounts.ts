import { Then, When } from '@cucumber/cucumber';
import type { Account, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When("{person} reads the owner's usage in Placement", async function (this: LocalDeleteWorld, person: PersonName) {
  await this.attempts.make(() => this.accounts.readAs(person));
});

Then(
  "the owner's {account} should (still )count {server}",
  async function (this: LocalDeleteWorld, account: Account, server: ServerAlias) {
    await this.aftermath.outlastHealing(server);
    await this.accounts.expectToCount(account, server);
    this.leaks.expectLeak(server);
  },
);

Then(
  "the owner's {account} should no longer count {server}",
  async function (this: LocalDeleteWorld, account: Account, server: ServerAlias) {
    await this.accounts.expectNoLongerToCount(account, server);
  },
);

Then(
  "the owner's {account} should count {server} again",
  async function (this: LocalDeleteWorld, account: Account, server: ServerAlias) {
    await this.accounts.expectToCountAgain(account, server);
  },
);
