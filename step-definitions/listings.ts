import { Then, When } from '@cucumber/cucumber';
import type { PersonName, ServerReference } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When('{person} lists the deleted servers', async function (this: LocalDeleteWorld, person: PersonName) {
  await this.attempts.make(() => this.listings.listDeleted(person));
});

Then('the list should show {server} as deleted', function (this: LocalDeleteWorld, server: ServerReference) {
  this.listings.expectDeleted(server);
});

Then('the list should tell when {server} ended', function (this: LocalDeleteWorld, server: ServerReference) {
  this.listings.expectEnd(server);
});
