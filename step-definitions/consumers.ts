import { Given, Then, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  'the operator has written an allocation for an unknown consumer on {host}',
  async function (this: LocalDeleteWorld, host: HostAlias) {
    await this.placeholders.placeUnknown(host);
  },
);

Given(
  'the operator was refused an allocation for an unknown consumer on {host}',
  async function (this: LocalDeleteWorld, host: HostAlias) {
    await this.placeholders.refuseUnknown(host);
  },
);

Given('the operator has changed the allocations of the unknown consumer', async function (this: LocalDeleteWorld) {
  await this.placeholders.changeUnknown();
});

When(
  '{person} writes an allocation for the unknown consumer on {host}',
  async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
    await this.attempts.make(() => this.placeholders.writeUnknown(person, host));
  },
);

When(
  '{person} writes to the allocations of the unknown consumer with a stale generation',
  async function (this: LocalDeleteWorld, person: PersonName) {
    await this.attempts.make(() => this.placeholders.writeStale(person));
  },
);

When(
  '{person} deletes the allocations of the unknown consumer',
  async function (this: LocalDeleteWorld, person: PersonName) {
    await this.attempts.make(() => this.placeholders.removeUnknown(person));
  },
);

Then(
  "{host}'s usage should (still )count the unknown consumer",
  async function (this: LocalDeleteWorld, host: HostAlias) {
    await this.aftermath.outlastHealingOn(host);
    this.expect(await this.usages.of(host)).to.countConsumer(this.placeholders.ofUnknown());
  },
);

Then('the unknown consumer should hold no allocations', async function (this: LocalDeleteWorld) {
  this.expect(await this.placeholders.heldByUnknown()).to.holdNoAllocations();
});
