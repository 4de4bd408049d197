import { sumOf } from '../../books/amounts';
import { gatherView } from '../../books/gather';
import type { Snapshot } from '../../books/host-books';
import { tellImbalance } from '../../books/invariants';
import { hostOfProvider, type CloudView, type ServerView } from '../../books/invariants/cloud-view';
import { takeSnapshot, type HostProvider } from '../../books/read';
import { tellFindings, tellLikely } from '../../books/findings';
import type { Scenario } from '../scenario';

/** The books of the cloud as the auditor reads them: before, and at the end. */
export class Books {
  readonly #scenario: Scenario;
  #before: Snapshot | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** The books of the exclusive hosts now, with what stands of some. The first snapshot is what the invariants compare with. */
  async snapshot(standingOf: Iterable<string> = []): Promise<Snapshot> {
    const auditor = this.#scenario.people.background;
    await this.#scenario.run.lasting.standing(auditor);
    const snapshot = await takeSnapshot(auditor, await this.#findProviders(), standingOf);
    this.#before ??= snapshot;
    return snapshot;
  }

  /** Takes the snapshot that the invariants compare with, unless it is there: to be called before anything is changed. */
  async open(): Promise<void> {
    if (this.#before === undefined) await this.snapshot();
  }

  /** True when the consumer held nothing on the exclusive hosts before the scenario made or disturbed anything. */
  isNew(consumer: string): boolean {
    return [...(this.#before?.hosts.values() ?? [])].every(({ allocations }) => !allocations.has(consumer));
  }

  /** The provider of an exclusive host. Throws when the host is none. */
  async providerOf(host: string): Promise<string> {
    const found = (await this.#findProviders()).find((each) => each.host === host);
    if (found === undefined) throw new Error(`${host} is no exclusive host of ${this.#scenario.cloud.name}`);
    return found.provider;
  }

  /** The exclusive host whose provider this is, or the provider itself when it is none's. */
  async hostOf(provider: string): Promise<string> {
    const found = (await this.#findProviders()).find((each) => each.provider === provider);
    return found?.host ?? `provider ${provider}`;
  }

  /**
   * What is wrong with the books now, a paragraph for each violated invariant; empty when they balance. A server that is seen gone
   * with all that it held is settled in the ledger.
   */
  async imbalance(): Promise<string> {
    const { people, notes, leaks, images, volumes, transcript } = this.#scenario;
    const project = await people.person('owner').session.project();
    const view = await gatherView({
      auditor: people.background,
      providers: await this.#findProviders(),
      project: project.id,
      servers: notes.servers().map(({ uuid, name, status }) => ({
        uuid,
        name,
        ...(notes.isLeftAlone(uuid) && { leftAloneAs: status }),
        ...(notes.isInterrupted(uuid) && { build: 'interrupted on no host yet' as const }),
        ...images.shelvedFor(uuid),
      })),
      volumes: volumes.toLookAt(),
      placeholders: notes.placeholders(),
      expectedLeaks: leaks.expected(),
      before: this.#before,
      standing: await this.#scenario.run.lasting.standing(people.background),
      hostsInUse: notes.hostsInUse(),
      exchanges: transcript.unexpected(),
    });
    this.#settle(view.servers.filter(leavesNothing).map(({ uuid }) => uuid));
    return [tellImbalance(view), ...this.#likely(view)].filter((part) => part !== '').join('\n');
  }

  /** Why servers that are gone hold something, as the end of what is told of the books. */
  #likely(view: CloudView): readonly string[] {
    const hosts = new Map(this.#scenario.notes.servers().map(({ uuid, host }) => [uuid, host]));
    const leaks = view.servers
      .filter(({ uuid, answers }) => answers === 'gone' && !view.expectedLeaks.has(uuid))
      .flatMap(({ uuid, allocations }) =>
        [...allocations.keys()].map((provider) => {
          const held = sumOf([...allocations.values()]);
          return { consumer: uuid, host: hosts.get(uuid) ?? hostOfProvider(view, provider), held };
        }),
      );
    const cause = leaks.length === 0 ? undefined : this.#scenario.evidence.causeOfLeaks(leaks);
    return cause === undefined ? [] : [tellFindings(tellLikely(cause))];
  }

  /** What has just been seen gone need not be taken back. */
  #settle(gone: readonly string[]): void {
    const { ledger } = this.#scenario.run;
    for (const opened of ledger.entries()) {
      if (opened.entry.kind === 'server' && opened.uuid !== undefined && gone.includes(opened.uuid)) {
        ledger.settle(opened);
      }
    }
  }

  #findProviders(): Promise<readonly HostProvider[]> {
    return this.#scenario.run.lasting.providers(this.#scenario.people.background);
  }
}

function leavesNothing({ answers, allocations, ports }: ServerView): boolean {
  return answers === 'gone' && allocations.size === 0 && ports.length === 0;
}
