import { Given, Then, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  'the operator has evacuated {server} to {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
    await this.evacuations.have(server, host);
  },
);

Given('the operator has evacuated {server} in vain', async function (this: LocalDeleteWorld, server: ServerAlias) {
  await this.evacuations.haveInVain(server);
});

Given(
  '{server} is being evacuated to {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
    await this.evacuations.begin(server, host);
  },
);

When(
  '{person} evacuates {server} to {host}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, host: HostAlias) {
    await this.attempts.make(() => this.evacuations.evacuate(person, server, host));
  },
);

When(
  '{person} evacuates {server} to {host} at microversion {microversion}',
  async function (
    this: LocalDeleteWorld,
    person: PersonName,
    server: ServerAlias,
    host: HostAlias,
    microversion: string,
  ) {
    await this.attempts.make(() => this.evacuations.evacuate(person, server, host, microversion));
  },
);

When("{host}'s compute service is told to start", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.tellToStart(host);
});

Then('{host} should come up', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.expectStarted(host);
});
