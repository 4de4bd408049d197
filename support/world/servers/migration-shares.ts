import type { CountedConsumer } from '../../books/usage';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { Migration } from '../../api/compute/migrations-client';
import type { HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import { Noun, type Story } from '../story/story';
import type { Moves } from './moves';

type Needs = Story & { readonly moves: Moves };

/** What the migration of a server holds on the host that the server leaves. */
export class MigrationShares extends Noun<Needs> {
  #listed: readonly Migration[] | undefined;

  /** What the host's usage has to count as long as the server's migration holds the server's former place there. */
  async on(host: HostAlias, server: ServerAlias): Promise<CountedConsumer> {
    const { moves, knownHosts } = this.needs;
    const { migration, held } = await moves.of(server);
    const likely = 'somebody has freed what the migration of a server held on the host that the server left';
    return { host: knownHosts.nameOf(host), consumer: migration, amounts: held, likely };
  }

  /**
   * Lets what the migration of a deleted server holds be there until an operator removes it: no host does (reference B.4, O3). Does
   * nothing for a server that is there.
   */
  async expectLeft(server: ServerAlias): Promise<void> {
    const { moves, knownConsumers, knownServers } = this.needs;
    const { gone } = knownServers;
    if (gone.has(knownServers.find(server).uuid))
      knownConsumers.leaking.set((await moves.of(server)).migration, nobody);
  }

  /** Deletes all that the server's migration holds, as that person. */
  async remove(person: PersonName, server: ServerAlias): Promise<void> {
    const { moves, people, knownConsumers } = this.needs;
    const { migration } = await moves.of(server);
    await people.person(person).placement.allocations.delete(migration);
    knownConsumers.leaking.delete(migration);
  }

  /** Lists the migrations that Nova shows to that person. */
  async list(person: PersonName): Promise<void> {
    this.#listed = await this.needs.people.person(person).compute.migrations.list();
  }

  /** Expects the last list not to show any migration of the server. */
  async expectUnlisted(server: ServerAlias): Promise<void> {
    const { moves, knownServers, transcript, verifications } = this.needs;
    const { uuid, name } = knownServers.find(server);
    const { migration } = await moves.of(server);
    if (this.#listed === undefined) throw new Error('no step has listed migrations');
    const found = this.#listed.find((each) => each.serverId === uuid || each.uuid === migration);
    verifications.note();
    if (found === undefined) return;
    throw failure({
      expected: `no migration of ${name} (${shortId(uuid)}) in the list`,
      seen: `${found.type} ${shortId(found.uuid)}, ${found.status}`,
      last: transcript.tellLastAct(),
      likely: 'the end of a server leaves its migrations on record',
    });
  }
}

/** No host heals it. */
const nobody = 'an operator';
