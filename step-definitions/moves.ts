import { Given, When } from '@cucumber/cucumber';
import type { HostAlias, MoveAct, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  '{server} is resized from {host} to {host} and not confirmed',
  async function (this: LocalDeleteWorld, server: ServerAlias, from: HostAlias, to: HostAlias) {
    await this.moves.haveResized(server, from, to);
  },
);

Given(
  '{server} is moving from {host} to {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, from: HostAlias, to: HostAlias) {
    await this.moves.haveMoving(server, from, to);
  },
);

Given(
  "{person}'s delete of {server} failed while its old host did not answer",
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.resizedDeletes.fail(person, server);
  },
);

Given(
  "{person}'s delete of {server} has only confirmed its resize",
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.resizedDeletes.confirmOnly(person, server);
  },
);

When(
  '{person} {moveAct} {server}',
  async function (this: LocalDeleteWorld, person: PersonName, act: MoveAct, server: ServerAlias) {
    await this.attempts.make(() => this.moves.act(person, act, server));
  },
);
