import { Given, Then, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName, WrongId } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given("the operator has removed {host}'s compute service", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.removals.remove('operator', host);
});

When(
  "{person} removes {host}'s compute service",
  async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
    await this.attempts.make(() => this.removals.remove(person, host));
  },
);

When(
  '{person} removes a compute service with {wrongId}',
  async function (this: LocalDeleteWorld, person: PersonName, wrong: WrongId) {
    await this.attempts.make(() => this.removals.removeNone(person, wrong));
  },
);

Then("{host}'s provider should be gone", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.removals.expectProviderGone(host);
});

Then("{host}'s compute service should refuse to run", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.removals.expectRefused(host);
});
