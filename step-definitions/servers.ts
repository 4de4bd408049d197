import { Given, Then, When } from '@cucumber/cucumber';
import type {
  Act,
  Deed,
  HostAlias,
  HostStatus,
  NoServer,
  PersonName,
  ServerAlias,
  ServerState,
} from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  '{server} is/are running on {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
    await this.servers.create(server, host);
  },
);

Given(
  '{server} were created on {host} with one request',
  async function (this: LocalDeleteWorld, servers: ServerAlias, host: HostAlias) {
    await this.servers.createTogether(servers, host);
  },
);

Given('{server} fills {host}', async function (this: LocalDeleteWorld, server: ServerAlias, host: HostAlias) {
  await this.servers.create(server, host);
  await this.placeholders.fill(host, server);
});

Given(
  '{server} on a stopped host was deleted while Nova could not reach Placement',
  async function (this: LocalDeleteWorld, server: ServerAlias) {
    await this.deletions.haveLeft(server);
  },
);

Given(
  '{person} has {deed} {server}',
  async function (this: LocalDeleteWorld, person: PersonName, deed: Deed, server: ServerAlias) {
    await this.deeds.have(person, deed, server);
  },
);

Given(
  "{person}'s delete of {server} is in progress",
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.races.begin(person, server);
  },
);

When('{person} deletes {server}', async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
  const timing = await this.races.attempt(person, server);
  return this.unlessMissed(timing, 'the delete always came too late to meet what was going on');
});

When(
  '{person} deletes {server} while {person} changes its allocations',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, other: PersonName) {
    const timing = await this.attempts.make(() => this.races.deleteAmidChanges(person, server, other));
    return this.unlessMissed(timing, 'the delete was always over before anybody had changed anything');
  },
);

When('{person} deletes {noServer}', async function (this: LocalDeleteWorld, person: PersonName, none: NoServer) {
  await this.attempts.make(() => this.deletions.deleteNone(person, none));
});

When('{person} reads {server}', async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
  await this.attempts.make(() => this.states.read(person, server));
});

When(
  "{person} reads {server}'s history at microversion {microversion}",
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, microversion: string) {
    await this.attempts.make(() => this.history.read(person, server, microversion));
  },
);

When(
  '{person} {act} {server}',
  async function (this: LocalDeleteWorld, person: PersonName, act: Act, server: ServerAlias) {
    await this.attempts.make(() => this.deeds.act(person, act, server));
  },
);

When(
  '{person} creates {server} on {host}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, host: HostAlias) {
    await this.attempts.make(() => this.servers.attempt(person, server, { host }));
  },
);

When(
  '{person} creates {server} on {host} with one request',
  async function (this: LocalDeleteWorld, person: PersonName, servers: ServerAlias, host: HostAlias) {
    await this.attempts.make(() => this.servers.attemptTogether(person, servers, host));
  },
);

Then('{server} should be gone', async function (this: LocalDeleteWorld, server: ServerAlias) {
  await this.states.expectGone(server);
});

Then('{server} should be gone at once', async function (this: LocalDeleteWorld, server: ServerAlias) {
  await this.states.expectGoneAtOnce(server);
});

Then(
  '{server} should be {serverState}',
  async function (this: LocalDeleteWorld, server: ServerAlias, state: ServerState) {
    await this.states.expectState(server, state);
  },
);

Then(
  "{server}'s host should show as {hostStatus}",
  function (this: LocalDeleteWorld, server: ServerAlias, status: HostStatus) {
    this.states.expectHostStatus(server, status);
  },
);

Then(
  "{server}'s history should show {amount} delete",
  async function (this: LocalDeleteWorld, server: ServerAlias, amount: number) {
    await this.history.expectDeletes(server, amount);
  },
);

Then(
  '{host} itself should have deleted {server}',
  async function (this: LocalDeleteWorld, host: HostAlias, server: ServerAlias) {
    await this.history.expectDeletedByHost(server, host);
  },
);
