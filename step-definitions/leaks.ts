import { Given, Then, When } from '@cucumber/cucumber';
import type { HostReference, PersonName, ServerReference } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given('Nova cannot reach Placement', async function (this: LocalDeleteWorld) {
  await this.paths.cutOffPlacement();
});

Given(
  '{server} was/were deleted while Nova could not reach Placement',
  async function (this: LocalDeleteWorld, server: ServerReference) {
    await this.paths.whileNovaCannotReachPlacement(() => this.servers.delete('owner', server));
    await this.servers.expectGone(server);
  },
);

Given(
  'the operator has written an allocation for {server} on {host}',
  async function (this: LocalDeleteWorld, server: ServerReference, host: HostReference) {
    await this.leaks.plantForAWhile(server, host);
  },
);

When(
  '{person} writes an allocation for {server} on {host}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerReference, host: HostReference) {
    await this.attempts.make(() => this.leaks.plant(person, server, host));
  },
);

When(
  '{person} deletes the allocations of {server}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerReference) {
    await this.attempts.make(() => this.leaks.remove(person, server));
  },
);

When('{host} checks its allocations', async function (this: LocalDeleteWorld, host: HostReference) {
  await this.leaks.expectPass(host);
});

Then('{host} should have checked its allocations', async function (this: LocalDeleteWorld, host: HostReference) {
  await this.leaks.expectPass(host);
});

Then(
  '{host} should have freed {server} before it was up',
  function (this: LocalDeleteWorld, host: HostReference, server: ServerReference) {
    this.leaks.expectFreedBeforeUp(server, host);
  },
);
