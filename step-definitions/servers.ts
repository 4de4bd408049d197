import { Given, Then, When } from '@cucumber/cucumber';
import type { HostReference, PersonName, ServerReference } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  '{server} is running on {host}',
  async function (this: LocalDeleteWorld, server: ServerReference, host: HostReference) {
    await this.servers.create(server, host);
  },
);

Given(
  '{server} on a stopped host was deleted while Nova could not reach Placement',
  async function (this: LocalDeleteWorld, server: ServerReference) {
    await this.servers.create(server, this.hosts.only);
    await this.hosts.stop(this.hosts.only);
    await this.paths.whileNovaCannotReachPlacement(() => this.servers.delete('owner', server));
    await this.servers.expectGone(server);
  },
);

When('{person} deletes {server}', async function (this: LocalDeleteWorld, person: PersonName, server: ServerReference) {
  await this.servers.delete(person, server);
});

Then('{server} should be gone', async function (this: LocalDeleteWorld, server: ServerReference) {
  await this.servers.expectGone(server);
});

Then(
  '{host} itself should have deleted {server}',
  async function (this: LocalDeleteWorld, host: HostReference, server: ServerReference) {
    await this.history.expectDeletedByHost(server, host);
  },
);
