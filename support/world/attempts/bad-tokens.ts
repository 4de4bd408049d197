import { CloudClients } from '../../api/cloud-clients';
import { Secret } from '../../api/secret';
import type { BadToken, PersonName } from '../../parameter-types';
import { Noun, type Story } from '../story/story';

/** Tokens that say nothing, or nothing any more, of who is asking. */
export class BadTokens extends Noun<Story> {
  /** Does the work with clients of that person which send such a token, and closes them. */
  async with(token: BadToken, person: PersonName, work: (clients: CloudClients) => Promise<void>): Promise<void> {
    const { session } = this.needs.people.person(person);
    const clients = new CloudClients(await session.presenting(await this.#make(token, person)));
    try {
      await work(clients);
    } finally {
      clients.close();
    }
  }

  async #make(token: BadToken, person: PersonName): Promise<Secret | 'no token'> {
    switch (token) {
      case 'no token':
        return 'no token';
      case 'a bad token':
        return new Secret(`bad-${this.needs.runName}`);
      case 'a revoked token':
        return this.needs.people.person(person).session.revokedToken();
      case 'an expired token':
        return this.#expired(person);
    }
  }

  async #expired(person: PersonName): Promise<Secret> {
    const { name, control } = this.needs.cloud;
    if (control.expiredToken === undefined)
      throw new Error(`${name} has no expired tokens: the scenario needs @expired-token`);
    const { session } = this.needs.people.person(person);
    const [user, project] = await Promise.all([session.user(), session.project()]);
    return new Secret(await control.expiredToken({ user: user.id, project: project.id }));
  }
}
