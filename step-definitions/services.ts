import { Then, When } from '@cucumber/cucumber';
import type { HostAlias, Mistake, PersonName } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When('{person} forces {host} down', async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
  await this.attempts.make(() => this.flags.forceDown(person, host));
});

When(
  '{person} forces {host} down at microversion {microversion}',
  async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias, microversion: string) {
    await this.attempts.make(() => this.flags.forceDown(person, host, microversion));
  },
);

When(
  '{person} forces {host} up with a word for the flag',
  async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
    await this.attempts.make(() => this.flags.forceUpByWord(person, host));
  },
);

When('{person} disables {host}', async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
  await this.attempts.make(() => this.flags.setStatus(person, host, 'disabled'));
});

When(
  '{person} disables {host} with a reason',
  async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
    await this.attempts.make(() => this.flags.disableWithReason(person, host));
  },
);

When('{person} enables {host}', async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
  await this.attempts.make(() => this.flags.setStatus(person, host, 'enabled'));
});

When(
  '{person} updates {host} with {mistake}',
  async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias, mistake: Mistake) {
    await this.attempts.make(() => this.flags.updateWrongly(person, host, mistake));
  },
);

When('{person} lists the services', async function (this: LocalDeleteWorld, person: PersonName) {
  await this.attempts.make(() => this.services.list(person));
});

When(
  '{person} lists the services at microversion {microversion}',
  async function (this: LocalDeleteWorld, person: PersonName, microversion: string) {
    await this.attempts.make(() => this.services.list(person, microversion));
  },
);

Then('the services should not tell whether they are forced down', function (this: LocalDeleteWorld) {
  this.services.expectNoWordOfForcingDown();
});

Then('the services should have numbers as ids', function (this: LocalDeleteWorld) {
  this.services.expectNumbersAsIds();
});
