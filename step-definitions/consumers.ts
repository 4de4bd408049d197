import { Given, Then, When } from '@cucumber/cucumber';
import type { HostReference, PersonName } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  'the operator has written an allocation for an unknown consumer on {host}',
  async function (this: LocalDeleteWorld, host: HostReference) {
    await this.placeholders.placeUnknown(host);
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
  async function (this: LocalDeleteWorld, host: HostReference) {
    await this.aftermath.outlastHealingOn(host);
    this.expect(await this.usages.of(host)).to.countConsumer(this.placeholders.ofUnknown());
  },
);

Then('the unknown consumer should hold no allocations', async function (this: LocalDeleteWorld) {
  this.expect(await this.placeholders.heldByUnknown()).to.holdNoAllocations();
});
