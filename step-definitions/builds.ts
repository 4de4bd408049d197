import { Given, Then, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given('{server} is waiting for a host', async function (this: LocalDeleteWorld, server: ServerAlias) {
  await this.builds.wait(server);
});

Given(
  '{server} is in error because no host could take it',
  async function (this: LocalDeleteWorld, server: ServerAlias) {
    await this.builds.haveTooLarge(server);
  },
);

Given(
  '{server} has only a claim on {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
    await this.builds.hold(server, host, 'claimed by the scheduler');
  },
);

Given(
  '{server} is on its way to {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
    await this.builds.hold(server, host, 'claimed in Placement');
  },
);

Given(
  '{server} is being built on {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
    await this.builds.hold(server, host, 'claimed by the host');
  },
);

When('{person} creates {server}', async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
  await this.attempts.make(() => this.servers.attempt(person, server));
});

When('{host} fails to build {server}', async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
  await this.attempts.make(() => this.builds.fail(server, host));
});

When(
  '{person} deletes {server} twice at once',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    const timing = await this.races.deleteTwice(person, server);
    return this.unlessMissed(timing, 'the second delete always came after the first one was over');
  },
);

Then('every delete should be accepted, or refused: not found', function (this: LocalDeleteWorld) {
  this.races.expectAcceptedOrNotFound();
});

Then("{server}'s build should be dropped", async function (this: LocalDeleteWorld, server: ServerAlias) {
  await this.builds.expectDropped(server);
});
