import { randomUUID } from 'node:crypto';
import { fillersFor } from '../books/filling';
import type { HostReference, ServerReference } from '../parameter-types';
import type { Scenario } from './scenario';

/** Consumers in Placement that stand for servers which nobody has to make. Nova leaves them alone (reference B.2). */
export class Placeholders {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Takes, as the operator and in the server's project, all that is left of the host, until no server of that size fits there. */
  async fill(host: HostReference, server: ServerReference): Promise<void> {
    const { people, books, hosts, servers } = this.#scenario;
    const provider = await books.providerOf(hosts.nameOf(host));
    const { providers } = people.auditor.placement;
    const [{ inventories }, { usages }] = await Promise.all([
      providers.inventories(provider),
      providers.usages(provider),
    ]);
    const { uuid, flavor } = servers.find(server);
    for (const resources of fillersFor({ inventories, usages }, flavor)) {
      await this.#place(provider, resources, uuid);
    }
  }

  async #place(provider: string, resources: Readonly<Record<string, number>>, server: string): Promise<void> {
    const { run, id, people, notes } = this.#scenario;
    const { projectId, userId } = await people.auditor.compute.servers.get(server);
    if (userId === undefined) throw new Error('Nova does not tell whose the server is');
    const consumer = randomUUID();
    run.ledger.open(id, { kind: 'placeholder', consumer });
    notes.addPlaceholder(consumer);
    await people.person('operator').placement.allocations.replace(consumer, {
      allocations: { [provider]: { resources } },
      projectId,
      userId,
      consumerGeneration: null,
    });
  }
}
