import { randomUUID } from 'node:crypto';
import { sumOf, type Amounts } from '../books/amounts';
import { fillersFor } from '../books/filling';
import { resourcesOf } from '../books/read';
import type { CountedConsumer, Holdings } from '../books/usage';
import type { HostReference, PersonName, ServerReference } from '../parameter-types';
import type { Scenario } from './scenario';

/** What an unknown consumer is given: little enough for any host. */
const little: Amounts = { VCPU: 1, MEMORY_MB: 64 };

/** Consumers in Placement that stand for servers which nobody has to make. Nova leaves them alone (reference B.2). */
export class Placeholders {
  readonly #scenario: Scenario;
  #unknown: CountedConsumer | undefined;

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
    const { projectId, userId } = await people.auditor.compute.servers.get(uuid);
    if (userId === undefined) throw new Error('Nova does not tell whose the server is');
    for (const resources of fillersFor({ inventories, usages }, flavor)) {
      await this.#place(provider, resources, { projectId, userId });
    }
  }

  /** Gives a consumer that Nova has never heard of a little of the host, as the operator and in the owner's project. */
  async placeUnknown(reference: HostReference): Promise<void> {
    const { people, books, hosts, guard, notes } = this.#scenario;
    await hosts.beUp(reference);
    const host = hosts.nameOf(reference);
    await books.open();
    await guard.beforeDisturbing(host, 'given an allocation');
    notes.noteUse(host);
    const owner = people.person('owner').session;
    const [project, user] = await Promise.all([owner.project(), owner.user()]);
    const consumer = await this.#place(await books.providerOf(host), little, {
      projectId: project.id,
      userId: user.id,
    });
    notes.noteWritten(host);
    this.#unknown = { host, consumer, amounts: little };
  }

  /** What the host's usage has to count as long as the unknown consumer holds it. */
  ofUnknown(): CountedConsumer {
    if (this.#unknown === undefined) throw new Error('no step has written an allocation for an unknown consumer');
    return this.#unknown;
  }

  /** Deletes all that the unknown consumer holds, as that person. */
  async removeUnknown(person: PersonName): Promise<void> {
    await this.#scenario.people.person(person).placement.allocations.delete(this.ofUnknown().consumer);
  }

  /** What the unknown consumer holds, on whichever hosts. */
  async heldByUnknown(): Promise<Holdings> {
    const { people, books, transcript } = this.#scenario;
    const { consumer } = this.ofUnknown();
    const last = transcript.lastChange();
    const { allocations } = await people.auditor.placement.allocations.get(consumer);
    const byHost = new Map<string, Amounts>();
    for (const [provider, amounts] of resourcesOf(allocations)) {
      const host = await books.hostOf(provider);
      byHost.set(host, sumOf([byHost.get(host) ?? {}, amounts]));
    }
    return { consumer, name: 'the unknown consumer', byHost, ...(last !== undefined && { last }) };
  }

  async #place(provider: string, resources: Amounts, whose: Whose): Promise<string> {
    const { run, id, people, notes } = this.#scenario;
    const consumer = randomUUID();
    run.ledger.open(id, { kind: 'placeholder', consumer });
    notes.addPlaceholder(consumer);
    await people.person('operator').placement.allocations.replace(consumer, {
      allocations: { [provider]: { resources } },
      ...whose,
      consumerGeneration: null,
    });
    return consumer;
  }
}

interface Whose {
  readonly projectId: string;
  readonly userId: string;
}
