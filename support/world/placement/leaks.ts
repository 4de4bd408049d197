import { sameAmounts, sumOf, tellAmounts, type Amounts } from '../../books/amounts';
import { ExpectationFailed } from '../../books/expectation';
import { resourcesOf } from '../../books/read';
import { shortId, tellFindings, tellLikely } from '../../books/findings';
import type { HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import { computeServiceOf } from '../../safety/compute-services';
import type { WaitingCloud } from '../../waiting';
import type { KnownServer } from '../story/notes';
import type { Scenario } from '../scenario';

/** A deleted server that holds nothing, in whose name a leak can be planted. */
export type Canary = Pick<KnownServer, 'uuid' | 'flavor'>;

/** Allocations whose server is gone: made by the operator, expected for a while, healed by the host. */
export class Leaks {
  readonly #scenario: Scenario;
  /** Those that were written onto a running host and are to go by themselves, by consumer. */
  readonly #planted = new Map<string, string>();
  /** Those that a step has said to be there, by consumer: the host that is to heal them. */
  readonly #expected = new Map<string, string>();
  /** What an expected leak still held when its host was seen up for the first time since its start. */
  readonly #heldWhenUp = new Map<string, Amounts>();
  #canary: Canary | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Writes an allocation of the flavor's size for the deleted server, as that person (reference E.3, LD-25). */
  async plant(person: PersonName, alias: ServerAlias, host: HostAlias): Promise<void> {
    const server = this.#scenario.servers.find(alias);
    await this.#write(person, server.uuid, server.flavor, this.#scenario.hosts.nameOf(host));
  }

  /** The same just after the host has healed such a leak, so that this one is there until its next pass. */
  async plantForAWhile(alias: ServerAlias, host: HostAlias): Promise<void> {
    await this.plant('operator', alias, host);
    await this.awaitHealed(host);
    await this.plant('operator', alias, host);
  }

  /** Waits until the host, which runs, has healed what was planted there. Does nothing when there is nothing of the kind. */
  async awaitHealed(alias: HostAlias): Promise<void> {
    const { hosts, deadlines } = this.#scenario;
    const host = hosts.nameOf(alias);
    const planted = [...this.#planted].filter(([, where]) => where === host).map(([consumer]) => consumer);
    for (const consumer of planted) {
      const what = `${host} to heal the leak of ${this.#nameOf(consumer)}`;
      await this.#scenario.eventually(what, () => this.#expectNothingHeld(consumer, host), deadlines.heal);
      this.#planted.delete(consumer);
    }
  }

  /**
   * Expects the host to compare its allocations with its servers: a leak that is planted there goes. After it a whole pass has
   * run, so that what is still there then was left alone (reference E.0, "Nothing happens").
   */
  async expectPass(alias: HostAlias): Promise<void> {
    const { hosts, notes, transcript } = this.#scenario;
    const host = hosts.nameOf(alias);
    await transcript.aside(async () => {
      // On a full host the canary finds room only when what was planted before is gone.
      await this.awaitHealed(alias);
      const { uuid, flavor } = await this.#findCanary();
      await this.#write('operator', uuid, flavor, host);
      await this.awaitHealed(alias);
    });
    notes.noteCheck(host);
    notes.noteVerification();
  }

  /** Makes the deleted server whose leak is planted, where none of the scenario's own will do. */
  async prepareCanary(): Promise<Canary> {
    const { servers, transcript } = this.#scenario;
    this.#canary ??= await transcript.aside(() => servers.makeCanary());
    return this.#canary;
  }

  /** Lets a leak of the server be there until the compute service of its host starts. Does nothing for a server that nobody has deleted. */
  expectLeak(alias: ServerAlias): void {
    const { notes, servers } = this.#scenario;
    for (const { uuid, host } of servers.findAll(alias)) {
      if (host !== undefined && notes.deletionOf(uuid) !== undefined) this.#expected.set(uuid, host);
    }
  }

  /** From now on the host's leaks have to be gone. */
  expectHealed(host: string): void {
    for (const [consumer, where] of this.#expected) if (where === host) this.#expected.delete(consumer);
  }

  /** The consumers that may hold something although their server is gone, which breaks I2 and I7. */
  expected(): ReadonlySet<string> {
    return new Set(this.#expected.keys());
  }

  /** The cloud to wait with while the host's compute service starts: what leaked is looked at until the host is up. */
  watching(host: string): WaitingCloud {
    const { cloud } = this.#scenario;
    const leaked = [...this.#expected].filter(([, where]) => where === host).map(([consumer]) => consumer);
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
    const { uuid, name } = this.#scenario.servers.find(alias);
    const host = this.#scenario.hosts.nameOf(hostAlias);
    const held = this.#heldWhenUp.get(uuid);
    if (held === undefined)
      throw new Error(`no step has said that ${host}'s usage still counts ${name}, so it was not watched`);
    this.#scenario.notes.noteVerification();
    if (sameAmounts(held, {})) return;
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `${host} not to be up before ${name} (${shortId(uuid)}) holds nothing` },
        { label: 'seen', text: `${host} up while ${name} held ${tellAmounts(held)}` },
        {
          label: 'likely',
          text: 'the compute service does not look through its allocations before its first heartbeat',
        },
      ]),
    );
  }

  /** True when the consumer has what somebody wrote for it onto a running host. */
  isPlanted(consumer: string): boolean {
    return this.#planted.has(consumer);
  }

  async #write(person: PersonName, consumer: string, resources: Amounts, host: string): Promise<void> {
    const { people, books, guard, notes } = this.#scenario;
    await guard.beforeDisturbing(host, 'given a leak');
    const owner = people.person('owner').session;
    const [project, user, provider] = await Promise.all([owner.project(), owner.user(), books.providerOf(host)]);
    await people.person(person).placement.allocations.replace(consumer, {
      allocations: { [provider]: { resources } },
      projectId: project.id,
      userId: user.id,
      consumerGeneration: null,
    });
    notes.noteWritten(host);
    this.#planted.set(consumer, host);
  }

  /** One of the scenario's, or one that is made for it. */
  async #findCanary(): Promise<Canary> {
    if (this.#canary !== undefined) return this.#canary;
    const { notes, people } = this.#scenario;
    for (const server of notes.servers().filter(({ uuid }) => notes.isGone(uuid))) {
      const held = await people.auditor.placement.allocations.get(server.uuid);
      if (Object.keys(held.allocations).length === 0) return server;
    }
    return this.prepareCanary();
  }

  async #lookWhetherUp(host: string, leaked: readonly string[]): Promise<void> {
    const unseen = leaked.filter((consumer) => !this.#heldWhenUp.has(consumer));
    if (unseen.length === 0) return;
    const { auditor } = this.#scenario.people;
    if ((await computeServiceOf(auditor, host)).state !== 'up') return;
    for (const consumer of unseen) this.#heldWhenUp.set(consumer, await this.#heldBy(consumer));
  }

  async #expectNothingHeld(consumer: string, host: string): Promise<void> {
    const held = await this.#heldBy(consumer);
    if (sameAmounts(held, {})) return;
    const likely = this.#scenario.evidence.causeOfLeak(consumer, host, held);
    throw new ExpectationFailed(
      tellFindings([
        {
          label: 'expected',
          text: `${this.#nameOf(consumer)} (${shortId(consumer)}), which is deleted, holds nothing`,
        },
        { label: 'seen', text: tellAmounts(held) },
        ...tellLikely(likely),
      ]),
    );
  }

  async #heldBy(consumer: string): Promise<Amounts> {
    const { allocations } = await this.#scenario.people.auditor.placement.allocations.get(consumer);
    return sumOf([...resourcesOf(allocations).values()]);
  }

  #nameOf(consumer: string): string {
    return this.#scenario.notes.servers().find(({ uuid }) => uuid === consumer)?.name ?? 'a server of the suite';
  }
}
