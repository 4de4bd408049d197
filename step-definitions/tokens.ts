import { When } from '@cucumber/cucumber';
import type { BadToken, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When(
  '{person} deletes {server} with {badToken}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, token: BadToken) {
    const { uuid } = this.servers.find(server);
    await this.attempts.make(() => this.tokens.with(token, person, ({ compute }) => compute.servers.delete(uuid)));
  },
);
