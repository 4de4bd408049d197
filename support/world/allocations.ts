import { resourcesOf } from '../books/read';
import type { PersonName, ServerReference } from '../parameter-types';
import type { Scenario } from './scenario';

/** What servers of the scenario hold in Placement, as somebody else than Nova writes it there. */
export class Allocations {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Gives the server one processor more, as the operator, so that its consumer's generation is another one afterwards. */
  async change(reference: ServerReference): Promise<void> {
    const uuid = this.#ownConsumer(reference);
    const { allocations: client } = this.#scenario.people.person('operator').placement;
    const { allocations, consumerGeneration, projectId, userId } = await client.get(uuid);
    if (consumerGeneration === undefined || projectId === undefined || userId === undefined) {
      throw new Error(`${this.#scenario.servers.find(reference).name} holds nothing that could be changed`);
    }
    const more = [...resourcesOf(allocations)].map(
      ([provider, held]) => [provider, { resources: { ...held, VCPU: (held['VCPU'] ?? 0) + 1 } }] as const,
    );
    await client.replace(uuid, { allocations: Object.fromEntries(more), projectId, userId, consumerGeneration });
  }

  /** Deletes all that the server holds as that person. Rejects with `UnexpectedAnswer` when it holds nothing. */
  async delete(person: PersonName, reference: ServerReference): Promise<void> {
    await this.#scenario.people.person(person).placement.allocations.delete(this.#ownConsumer(reference));
  }

  /** Nobody else's consumer is ever written to. */
  #ownConsumer(reference: ServerReference): string {
    const { uuid, name } = this.#scenario.servers.find(reference);
    if (!this.#scenario.run.ledger.owns(uuid)) throw new Error(`${name} (${uuid}) was not made by this run`);
    return uuid;
  }
}
