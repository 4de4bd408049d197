import { Then, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When("{person} reads {host}'s provider", async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
  await this.attempts.make(() => this.providers.read(person, host));
});

When('{person} asks Placement for a place', async function (this: LocalDeleteWorld, person: PersonName) {
  await this.attempts.make(() => this.providers.askForAPlace(person));
});

Then('Placement should offer {host}', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.providers.expectOffered(host);
});

Then("{host}'s provider should be marked as disabled", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.providers.expectMark(host, 'marked');
});

Then("{host}'s provider should be unmarked", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.providers.expectMark(host, 'unmarked');
});
