import { Given, Then, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  'the operator has written an allocation for {server} on {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
    await this.leaks.plantForAWhile(server, host);
  },
);

When(
  '{person} writes an allocation for {server} on {host}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, host: HostAlias) {
    await this.attempts.make(() => this.leaks.plant(person, server, host));
  },
);

When('{host} checks its allocations', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.leaks.expectPass(host);
});

Then('{host} should have checked its allocations', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.leaks.expectPass(host);
});

Then(
  '{host} should have freed {server} before it was up',
  function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    this.leaks.expectFreedBeforeUp(server, host);
  },
);
