import { UnexpectedAnswer } from '../../api/api-errors';
import { resourcesOf } from '../../books/read';
import type { PersonName, ServerAlias } from '../../parameter-types';
import { Noun, type Story } from '../story/story';

/** What servers of the scenario hold in Placement, as somebody else than Nova writes it there. */
export class AllocationWrites extends Noun<Story> {
  /**
   * Gives the server one processor more, or takes that back, as that person: its consumer's generation is another one afterwards.
   * Resolves with `too late` when it holds nothing any more.
   */
  async change(person: PersonName, alias: ServerAlias): Promise<'changed' | 'too late'> {
    const uuid = this.#ownConsumer(alias);
    const { allocations: client } = this.needs.people.person(person).placement;
    const { allocations, consumerGeneration, projectId, userId } = await client.get(uuid);
    if (consumerGeneration === undefined || projectId === undefined || userId === undefined) return 'too late';
    const { VCPU: processors = 0 } = this.needs.knownServers.find(alias).flavor;
    const others = [...resourcesOf(allocations)].map(([provider, held]) => {
      const VCPU = held['VCPU'] === processors ? processors + 1 : processors;
      return [provider, { resources: { ...held, VCPU } }] as const;
    });
    try {
      await client.replace(uuid, { allocations: Object.fromEntries(others), projectId, userId, consumerGeneration });
      return 'changed';
    } catch (error) {
      if (error instanceof UnexpectedAnswer && error.status === 409) return 'too late';
      throw error;
    }
  }

  /** Deletes all that the server holds as that person. Rejects with `UnexpectedAnswer` when it holds nothing. */
  async delete(person: PersonName, alias: ServerAlias): Promise<void> {
    await this.needs.people.person(person).placement.allocations.delete(this.#ownConsumer(alias));
  }

  /** Nobody else's consumer is ever written to. */
  #ownConsumer(alias: ServerAlias): string {
    const { uuid, name } = this.needs.knownServers.find(alias);
    if (!this.needs.page.owns(uuid)) throw new Error(`${name} (${uuid}) was not made by this run`);
    return uuid;
  }
}
