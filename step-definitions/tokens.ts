import { When } from '@cucumber/cucumber';
import type { BadToken, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

When(
  '{person} deletes {server} with {badToken}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, token: BadToken) {
    await this.attempts.make(() => this.deletions.deleteWithToken(token, person, server));
  },
);
