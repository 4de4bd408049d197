import { randomUUID } from 'node:crypto';
import type { BadToken, NoServer, PersonName, ServerAlias, TroubleName } from '../../parameter-types';
import type { ComputeHosts } from '../hosts/compute-hosts';
import type { BadTokens } from '../attempts/bad-tokens';
import type { Paths } from '../placement/paths';
import { pathTroubles } from '../placement/path-troubles';
import { theHost } from '../story/aliases';
import { Noun, type Story } from '../story/story';
import type { Builds } from './builds';
import type { ServerCreation } from './server-creation';
import type { ServerStates } from './server-states';

type Needs = Story & {
  readonly builds: Builds;
  readonly hosts: ComputeHosts;
  readonly paths: Paths;
  readonly servers: ServerCreation;
  readonly states: ServerStates;
  readonly tokens: BadTokens;
};

/** How people delete servers. */
export class Deletions extends Noun<Needs> {
  /** Deletes the servers as that person, one after another; each reply has to be 204. */
  async delete(person: PersonName, alias: ServerAlias): Promise<void> {
    const { builds, people, knownServers } = this.needs;
    for (const server of knownServers.findAll(alias)) {
      await people.person(person).compute.servers.delete(server.uuid);
      knownServers.noteDeletion(server);
      await builds.afterDeleteOf(server.uuid);
    }
  }

  /** Deletes, as that person, a server that is not there. Rejects with `UnexpectedAnswer`. */
  async deleteNone(person: PersonName, what: NoServer): Promise<void> {
    const id = what === 'a server that never was' ? randomUUID() : 'no-uuid';
    await this.needs.people.person(person).compute.servers.delete(id);
  }

  /** Asks for the server to be deleted with a token that does not say that it is that person. */
  async deleteWithToken(token: BadToken, person: PersonName, alias: ServerAlias): Promise<void> {
    const { knownServers, tokens } = this.needs;
    const { uuid } = knownServers.find(alias);
    await tokens.with(token, person, ({ compute }) => compute.servers.delete(uuid));
  }

  /** Makes a server whose host is stopped and which is deleted while Nova cannot reach Placement, and sees that it is gone. */
  async haveLeft(alias: ServerAlias): Promise<void> {
    const { hosts, servers } = this.needs;
    await servers.create(alias, theHost);
    await hosts.stop(theHost);
    await this.deleteDespite('Nova could not reach Placement', alias);
  }

  /** Deletes the servers as their owner although the trouble is there, and sees that they are gone; the path is mended afterwards. */
  async deleteDespite(trouble: TroubleName, alias: ServerAlias): Promise<void> {
    const { paths, states } = this.needs;
    const { neighbour, disturbance } = pathTroubles[trouble];
    await paths.whileDisturbed(neighbour, disturbance, () => this.delete('owner', alias));
    await states.expectGone(alias);
  }

  /**
   * Expects a delete of that person's to fail in the way that the trouble makes it fail, as a Given: refused where the server's host
   * is down, else accepted, after which the host puts the server in ERROR (reference A.5, A.6). The path is mended afterwards.
   */
  async fail(trouble: TroubleName, person: PersonName, alias: ServerAlias): Promise<void> {
    const { paths, refusals, states, knownServers, knownHosts } = this.needs;
    const { neighbour, disturbance, refusal } = pathTroubles[trouble];
    const { host, uuid } = knownServers.find(alias);
    if (host !== undefined && knownHosts.isRunning(host)) {
      await paths.whileDisturbed(neighbour, disturbance, async () => {
        await this.delete(person, alias);
        await states.expectState(alias, 'in error');
      });
      knownServers.noteFailedDeletion(uuid);
      return;
    }
    if (refusal === 'none') throw new Error(`a local delete does not fail while ${trouble}: say "was deleted while"`);
    await paths.whileDisturbed(neighbour, disturbance, () =>
      refusals.expectFailure(refusal, () => this.delete(person, alias)),
    );
  }
}
