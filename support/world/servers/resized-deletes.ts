import { ExpectationFailed } from '../../books/expectation';
import type { PersonName, ServerAlias } from '../../parameter-types';
import type { ComputeHosts } from '../hosts/compute-hosts';
import { Noun, type Story } from '../story/story';
import type { Deletions } from './deletions';
import type { Moves } from './moves';

type Needs = Story & { readonly deletions: Deletions; readonly hosts: ComputeHosts; readonly moves: Moves };

/** Deletes of servers whose resize is not confirmed, as a Given: each asks the old host to confirm it first. */
export class ResizedDeletes extends Noun<Needs> {
  /** Expects that person's delete to fail because the old host does not answer in time (reference A.4, D17). */
  async fail(person: PersonName, alias: ServerAlias): Promise<void> {
    const { deletions, refusals, knownServers } = this.needs;
    await refusals.expectFailure('server error', () => deletions.delete(person, alias));
    knownServers.noteChange(knownServers.find(alias).uuid);
  }

  /**
   * The same, after which the old host is back and answers that person's next delete: the resize is confirmed, and the server runs on,
   * for it was marked for deletion before.
   */
  async confirmOnly(person: PersonName, alias: ServerAlias): Promise<void> {
    const { deletions, hosts, moves, knownHosts, knownServers } = this.needs;
    const { source } = await moves.of(alias);
    const { uuid, name } = knownServers.find(alias);
    await hosts.stop(knownHosts.aliasOf(source));
    await this.fail(person, alias);
    await hosts.start(knownHosts.aliasOf(source));
    await deletions.delete(person, alias);
    const { status, taskState } = await this.needs.people.auditor.compute.servers.get(uuid);
    knownServers.noteFailedDeletion(uuid);
    if (status === 'ACTIVE' && taskState === undefined) return;
    throw new ExpectationFailed(
      `${name} should be confirmed by its delete; it is ${status}, task ${taskState ?? 'none'}`,
    );
  }
}
