import { Then, When } from '@cucumber/cucumber';
import type { PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When('{person} lists the deleted servers', async function (this: LocalDeleteWorld, person: PersonName) {
  await this.attempts.make(() => this.listings.listDeleted(person));
});

When(
  '{person} lists the servers changed since the delete',
  async function (this: LocalDeleteWorld, person: PersonName) {
    await this.attempts.make(() => this.listings.listChangedSinceDelete(person));
  },
);

Then('the list should show {server} as deleted', function (this: LocalDeleteWorld, server: ServerAlias) {
  this.listings.expectDeleted(server);
});

Then('the list should tell when {server} ended', function (this: LocalDeleteWorld, server: ServerAlias) {
  this.listings.expectEnd(server);
});
