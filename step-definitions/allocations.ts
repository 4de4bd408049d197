import { Given, When } from '@cucumber/cucumber';
import type { PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  'the operator has deleted the allocations of {server}',
  async function (this: LocalDeleteWorld, server: ServerAlias) {
    await this.allocations.delete('operator', server);
  },
);

When(
  '{person} deletes the allocations of {server}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.attempts.make(() => this.allocations.delete(person, server));
  },
);
