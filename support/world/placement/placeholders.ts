import { randomUUID } from 'node:crypto';
import { sumOf, type Amounts } from '../../books/amounts';
import { fillersFor } from '../../books/filling';
import type { CountedConsumer, Holdings } from '../../books/usage';
import type { HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import type { ComputeHosts } from '../hosts/compute-hosts';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly hosts: ComputeHosts };

/** What an unknown consumer is given: little enough for any host. */
const little: Amounts = { VCPU: 1, MEMORY_MB: 64 };

/** Consumers in Placement that stand for servers which nobody has to make. Nova leaves them alone (reference B.2). */
export class Placeholders extends Noun<Needs> {
  #unknown: (CountedConsumer & { readonly whose: Whose }) | undefined;
  #refused: string | undefined;

  /** Takes, as the operator and in the server's project, all that is left of the host, until no server of that size fits there. */
  async fill(host: HostAlias, server: ServerAlias): Promise<void> {
    const { people, books, knownServers, knownHosts } = this.needs;
    const provider = await books.providerOf(knownHosts.nameOf(host));
    const { providers } = people.auditor.placement;
    const [{ inventories }, { usages }] = await Promise.all([
      providers.inventories(provider),
      providers.usages(provider),
    ]);
    const { uuid, flavor } = knownServers.find(server);
    const { projectId, userId } = await people.auditor.compute.servers.get(uuid);
    if (userId === undefined) throw new Error('Nova does not tell whose the server is');
    for (const resources of fillersFor({ inventories, usages }, flavor)) {
      await this.#place(provider, resources, { projectId, userId });
    }
  }

  /** Gives a consumer that Nova has never heard of a little of the host, as the operator and in the owner's project. */
  async placeUnknown(alias: HostAlias): Promise<void> {
    await this.writeUnknown('operator', alias);
  }

  /** Does the same as that person; the consumer is the one for which Placement has refused to, where there is one. */
  async writeUnknown(person: PersonName, alias: HostAlias): Promise<void> {
    const { host, provider, whose } = await this.#prepare(alias);
    const consumer = await this.#place(provider, little, whose, { person, consumer: this.#refused ?? randomUUID() });
    this.needs.knownHosts.checked.delete(host);
    this.#unknown = { host, consumer, amounts: little, whose };
  }

  /** Asks, as the operator, for more of the host than it has, for a consumer that nobody knows: Placement has to refuse that. */
  async refuseUnknown(alias: HostAlias): Promise<void> {
    const { people, refusals } = this.needs;
    const { provider, whose } = await this.#prepare(alias);
    const { inventories } = await people.auditor.placement.providers.inventories(provider);
    const tooMuch = { VCPU: (inventories['VCPU']?.total ?? 0) + 1 };
    const consumer = randomUUID();
    this.#refused = consumer;
    await refusals.expectFailure('in conflict', async () => {
      await this.#place(provider, tooMuch, whose, { person: 'operator', consumer });
    });
  }

  /** Gives the unknown consumer as the operator one processor more: its generation is another one from then on. */
  async changeUnknown(): Promise<void> {
    const { consumer, host, amounts, whose } = this.#knownUnknown();
    const more = sumOf([amounts, { VCPU: 1 }]);
    await this.#replace('operator', consumer, { host, amounts: more, whose }, firstGeneration);
    this.#unknown = { host, consumer, amounts: more, whose };
  }

  /** Writes what the unknown consumer held at first, as that person, as if it had not been changed since. */
  async writeStale(person: PersonName): Promise<void> {
    const { consumer, host, whose } = this.#knownUnknown();
    await this.#replace(person, consumer, { host, amounts: little, whose }, firstGeneration);
  }

  /** What the host's usage has to count as long as the unknown consumer holds it. */
  ofUnknown(): CountedConsumer {
    return this.#knownUnknown();
  }

  /** Deletes all that the unknown consumer holds, as that person. */
  async removeUnknown(person: PersonName): Promise<void> {
    await this.needs.people.person(person).placement.allocations.delete(this.ofUnknown().consumer);
  }

  /** What the unknown consumer holds, on whichever hosts. */
  async heldByUnknown(): Promise<Holdings> {
    const { books, evidence, transcript } = this.needs;
    const { consumer, host } = this.ofUnknown();
    const last = transcript.lastChange();
    const byHost = await books.heldBy(consumer);
    const cause = await evidence.causeOfLeak(consumer, host, sumOf([...byHost.values()]));
    return { consumer, name: 'the unknown consumer', byHost, last, likely: cause?.words };
  }

  #knownUnknown(): CountedConsumer & { readonly whose: Whose } {
    if (this.#unknown === undefined) throw new Error('no step has written an allocation for an unknown consumer');
    return this.#unknown;
  }

  /** Makes sure of the host and of the owner's project, before something is written there. */
  async #prepare(
    alias: HostAlias,
  ): Promise<{ readonly host: string; readonly provider: string; readonly whose: Whose }> {
    const { people, books, disturbances, hosts, knownHosts } = this.needs;
    await hosts.beUp(alias);
    const host = knownHosts.nameOf(alias);
    await disturbances.beforeHost(host, 'given an allocation');
    knownHosts.inUse.add(host);
    const whose = await people.whose('owner');
    return { host, provider: await books.providerOf(host), whose };
  }

  async #replace(
    person: PersonName,
    consumer: string,
    { host, amounts, whose }: { readonly host: string; readonly amounts: Amounts; readonly whose: Whose },
    consumerGeneration: number,
  ): Promise<void> {
    const { people, books, disturbances } = this.needs;
    await disturbances.beforeHost(host, 'given an allocation');
    const provider = await books.providerOf(host);
    await people.person(person).placement.allocations.replace(consumer, {
      allocations: { [provider]: { resources: amounts } },
      ...whose,
      consumerGeneration,
    });
  }

  async #place(
    provider: string,
    resources: Amounts,
    whose: Whose,
    { person, consumer }: { readonly person: PersonName; readonly consumer: string } = newPlaceholder(),
  ): Promise<string> {
    const { page, people, knownConsumers } = this.needs;
    if (!knownConsumers.placeholders.has(consumer)) page.open({ kind: 'placeholder', consumer });
    knownConsumers.placeholders.add(consumer);
    await people.person(person).placement.allocations.replace(consumer, {
      allocations: { [provider]: { resources } },
      ...whose,
      consumerGeneration: null,
    });
    return consumer;
  }
}

/** The generation of a consumer that has been written once. */
const firstGeneration = 1;

function newPlaceholder(): { readonly person: PersonName; readonly consumer: string } {
  return { person: 'operator', consumer: randomUUID() };
}

interface Whose {
  readonly projectId: string;
  readonly userId: string;
}
