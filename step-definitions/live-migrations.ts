import { Given, When } from '@cucumber/cucumber';
import type { HostAlias, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  '{server} is live-migrating from {host} to {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, from: HostAlias, to: HostAlias) {
    await this.liveMigrations.haveUnderWay(server, from, to);
  },
);

Given(
  'the operator has aborted the live migration of {server}',
  async function (this: LocalDeleteWorld, server: ServerAlias) {
    await this.liveMigrations.abort('operator', server);
  },
);

When(
  '{person} live-migrates {server} to {host}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, host: HostAlias) {
    await this.attempts.make(() => this.liveMigrations.migrate(person, server, host));
  },
);

When(
  '{person} aborts the live migration of {server}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.attempts.make(() => this.liveMigrations.abort(person, server));
  },
);
