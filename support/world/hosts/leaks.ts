import { sameAmounts, tellAmounts, type Amounts } from '../../books/amounts';
import { failure } from '../../books/failure-findings';
import { holdsSomething, readHeldBy } from '../../books/read';
import { shortId } from '../../books/finding-lines';
import type { HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import { computeServiceOf } from '../../safety/compute-services';
import type { WaitingCloud } from '../../waiting';
import { consumersOn } from '../story/known-consumers';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly canaries: CanaryMaker };

/** A deleted server that holds nothing, in whose name a leak can be planted. */
export type Canary = Pick<KnownServer, 'uuid' | 'flavor'>;

/** Makes such a server. */
export interface CanaryMaker {
  make(): Promise<Canary>;
}

/** Allocations whose server is gone: made by the operator, expected for a while, healed by the host. */
export class Leaks extends Noun<Needs> {
  /** What an expected leak still held when its host was seen up for the first time since its start. */
  readonly #heldWhenUp = new Map<string, Amounts>();
  #canary: Canary | undefined;

  /** Writes an allocation of the flavor's size for the deleted server, as that person (reference E.3, LD-25). */
  async plant(person: PersonName, alias: ServerAlias, host: HostAlias): Promise<void> {
    const server = this.needs.knownServers.find(alias);
    await this.#write(person, server.uuid, server.flavor, this.needs.knownHosts.nameOf(host));
  }

  /** The same just after the host has healed such a leak, so that this one is there until its next pass. */
  async plantForAWhile(alias: ServerAlias, host: HostAlias): Promise<void> {
    await this.plant('operator', alias, host);
    await this.awaitHealed(host);
    await this.plant('operator', alias, host);
  }

  /** Waits until the host, which runs, has healed what was planted there. Does nothing when there is nothing of the kind. */
  async awaitHealed(alias: HostAlias): Promise<void> {
    const { deadlines, knownConsumers, knownHosts } = this.needs;
    const host = knownHosts.nameOf(alias);
    for (const consumer of consumersOn(host, knownConsumers.planted)) {
      const what = `${host} to heal the leak of ${this.#nameOf(consumer)}`;
      await this.needs.eventually(what, () => this.#expectNothingHeld(consumer, host), deadlines.heal);
      knownConsumers.planted.delete(consumer);
    }
  }

  /**
   * Expects the host to compare its allocations with its servers: a leak that is planted there goes. After it a whole pass has
   * run, so that what is still there then was left alone (reference E.0, "Nothing happens").
   */
  async expectPass(alias: HostAlias): Promise<void> {
    const { transcript, knownHosts, verifications } = this.needs;
    const host = knownHosts.nameOf(alias);
    await transcript.aside(async () => {
      // On a full host the canary finds room only when what was planted before is gone.
      await this.awaitHealed(alias);
      const { uuid, flavor } = await this.#findCanary();
      await this.#write('operator', uuid, flavor, host);
      await this.awaitHealed(alias);
    });
    knownHosts.checked.add(host);
    verifications.note();
  }

  /** Makes the deleted server whose leak is planted, where none of the scenario's own will do. */
  async prepareCanary(): Promise<Canary> {
    const { canaries, transcript } = this.needs;
    this.#canary ??= await transcript.aside(() => canaries.make());
    return this.#canary;
  }

  /** Lets a leak of the server be there until the compute service of its host starts. Does nothing for a server that nobody has deleted. */
  expectLeak(alias: ServerAlias): void {
    const { knownConsumers, knownServers } = this.needs;
    for (const { uuid, host } of knownServers.findAll(alias)) {
      if (host !== undefined && knownServers.deletionOf(uuid) !== undefined) knownConsumers.leaking.set(uuid, host);
    }
  }

  /** The cloud to wait with while the host's compute service starts: what leaked is looked at until the host is up. */
  watching(host: string): WaitingCloud {
    const { cloud, knownConsumers } = this.needs;
    const leaked = consumersOn(host, knownConsumers.leaking);
    return {
      name: cloud.name,
      now: () => cloud.now(),
      letTimePass: async () => {
        await cloud.letTimePass();
        await this.#lookWhetherUp(host, leaked);
      },
    };
  }

  /** Expects the server to have held nothing any more when its host was seen up for the first time since its start. */
  expectFreedBeforeUp(alias: ServerAlias, hostAlias: HostAlias): void {
    const { uuid, name } = this.needs.knownServers.find(alias);
    const host = this.needs.knownHosts.nameOf(hostAlias);
    const held = this.#heldWhenUp.get(uuid);
    if (held === undefined)
      throw new Error(`no step has said that ${host}'s usage still counts ${name}, so it was not watched`);
    this.needs.verifications.note();
    if (sameAmounts(held, {})) return;
    throw failure({
      expected: `${host} not to be up before ${name} (${shortId(uuid)}) holds nothing`,
      seen: `${host} up while ${name} held ${tellAmounts(held)}`,
      likely: 'the compute service does not look through its allocations before its first heartbeat',
    });
  }

  async #write(person: PersonName, consumer: string, resources: Amounts, host: string): Promise<void> {
    const { people, books, disturbances, knownConsumers, knownHosts } = this.needs;
    await disturbances.beforeHost(host, 'given a leak');
    const [whose, provider] = await Promise.all([people.whose('owner'), books.providerOf(host)]);
    const allocations = { [provider]: { resources } };
    const { placement } = people.person(person);
    await placement.allocations.replace(consumer, { allocations, ...whose, consumerGeneration: null });
    knownHosts.checked.delete(host);
    knownConsumers.planted.set(consumer, host);
  }

  /** One of the scenario's, or one that is made for it. */
  async #findCanary(): Promise<Canary> {
    if (this.#canary !== undefined) return this.#canary;
    const { people, knownServers } = this.needs;
    for (const server of knownServers.all().filter(({ uuid }) => knownServers.gone.has(uuid))) {
      if (!(await holdsSomething(people.auditor, server.uuid))) return server;
    }
    return this.prepareCanary();
  }

  async #lookWhetherUp(host: string, leaked: readonly string[]): Promise<void> {
    const unseen = leaked.filter((consumer) => !this.#heldWhenUp.has(consumer));
    if (unseen.length === 0) return;
    const { auditor } = this.needs.people;
    if ((await computeServiceOf(auditor, host)).state !== 'up') return;
    for (const consumer of unseen) this.#heldWhenUp.set(consumer, await this.#heldBy(consumer));
  }

  async #expectNothingHeld(consumer: string, host: string): Promise<void> {
    const held = await this.#heldBy(consumer);
    if (sameAmounts(held, {})) return;
    throw failure({
      expected: `${this.#nameOf(consumer)} (${shortId(consumer)}), which is deleted, holds nothing`,
      seen: tellAmounts(held),
      likely: (await this.needs.evidence.causeOfLeak(consumer, host, held))?.words,
    });
  }

  #heldBy(consumer: string): Promise<Amounts> {
    return readHeldBy(this.needs.people.auditor, consumer);
  }

  #nameOf(consumer: string): string {
    return this.needs.knownServers.byId(consumer)?.name ?? 'a server of the suite';
  }
}
