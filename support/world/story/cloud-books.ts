import type { Amounts } from '../../books/amounts';
import type { Snapshot } from '../../books/host-books';
import { resourcesOf, takeSnapshot, type HostProvider } from '../../books/read';
import type { CloudUnderTest } from '../../clouds/cloud';
import type { People } from '../people/signed-in-people';
import type { Lasting } from '../run/lasting';
import { Noun } from './noun';

interface Needs {
  readonly cloud: Pick<CloudUnderTest, 'name'>;
  readonly lasting: Lasting;
  readonly people: People;
}

/** The books of the exclusive hosts as the auditor reads them in Placement, and whose each is. */
export class CloudBooks extends Noun<Needs> {
  #before: Snapshot | undefined;

  /** The books now, with what stands of some hosts. The first snapshot is what the invariants compare with. */
  async snapshot(standingOf: Iterable<string> = []): Promise<Snapshot> {
    const { lasting, people } = this.needs;
    await lasting.standing(people.background);
    const snapshot = await takeSnapshot(people.background, await this.providers(), standingOf);
    this.#before ??= snapshot;
    return snapshot;
  }

  /** Takes the snapshot that the invariants compare with, unless it is there: to be called before anything is changed. */
  async open(): Promise<void> {
    if (this.#before === undefined) await this.snapshot();
  }

  /** The first snapshot; undefined when nothing has been made or disturbed. */
  before(): Snapshot | undefined {
    return this.#before;
  }

  /** True when the consumer held nothing on the exclusive hosts before the scenario made or disturbed anything. */
  isNew(consumer: string): boolean {
    return [...(this.#before?.hosts.values() ?? [])].every(({ allocations }) => !allocations.has(consumer));
  }

  /** The provider of an exclusive host. Throws when the host is none. */
  async providerOf(host: string): Promise<string> {
    const found = (await this.providers()).find((each) => each.host === host);
    if (found === undefined) throw new Error(`${host} is no exclusive host of ${this.needs.cloud.name}`);
    return found.provider;
  }

  /** The exclusive host whose provider this is, or the provider itself when it is none's. */
  async hostOf(provider: string): Promise<string> {
    const found = (await this.providers()).find((each) => each.provider === provider);
    return found?.host ?? `provider ${provider}`;
  }

  /** What a consumer holds now, by host. */
  async heldBy(consumer: string): Promise<ReadonlyMap<string, Amounts>> {
    const { allocations } = await this.needs.people.auditor.placement.allocations.get(consumer);
    const held = [...resourcesOf(allocations)].map(async ([provider, amounts]) => {
      return [await this.hostOf(provider), amounts] as const;
    });
    return new Map(await Promise.all(held));
  }

  /** The exclusive hosts with their providers, without those of removed hosts that are gone. */
  async standingProviders(removed: ReadonlySet<string>): Promise<readonly HostProvider[]> {
    const { placement } = this.needs.people.background;
    const all = await this.providers();
    const looks = all.map(async ({ host, provider }) => {
      return !removed.has(host) || (await placement.providers.find(provider)) !== undefined;
    });
    const isThere = await Promise.all(looks);
    return all.filter((_, index) => isThere[index]);
  }

  /** The exclusive hosts, each with its provider. */
  providers(): Promise<readonly HostProvider[]> {
    return this.needs.lasting.providers(this.needs.people.background);
  }
}
