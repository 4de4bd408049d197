import { NoAnswer } from '../api/api-errors';
import { ExpectationFailed } from '../books/expectation';
import type { Entry, Ledger, OpenEntry } from './ledger';
import {
  settleFlavor,
  settleImage,
  settlePlaceholder,
  settlePort,
  settleServerGroup,
} from './settling/belonging-settling';
import { settleOffer } from './settling/offer-settling';
import { BlockedByEvacuation, settleComputeProcess, settlePath, settleService } from './settling/host-settling';
import { settleLease } from './settling/lease-settling';
import { settleQuota } from './settling/quota-settling';
import { settleRemoval } from './settling/removal-settling';
import { settleServer } from './settling/server-settling';
import type { CleaningUp, Settlement } from './settling/settlement';
import { settleVolume } from './settling/volume-settling';
import { isSilence } from './silence';
import { tellEntry } from './tell-entry';

/** Whom and what clean-up works with, and what is to be taken back. */
export interface LedgerWork extends CleaningUp {
  readonly ledger: Ledger;
}

/** One thing that could not be taken back. */
export interface PutBackFailure {
  readonly what: string;
  readonly why: string;
  readonly commands: readonly string[];
}

/** Something could not be taken back. The message says what and why, and the commands that would do it. */
export class PutBackFailed extends ExpectationFailed {
  readonly failures: readonly PutBackFailure[];

  constructor(cloud: string, failures: readonly PutBackFailure[]) {
    const lines = [
      `${cloud} could not be put back as it was:`,
      ...failures.map(({ what, why }) => `  ${what}: ${why}`),
      'these commands do it, in this order:',
      ...new Set(failures.flatMap(({ commands }) => commands.map((command) => `  ${command}`))),
    ];
    super(lines.join('\n'));
    this.name = 'PutBackFailed';
    this.failures = failures;
  }
}

/** Hosts come back before servers are deleted, what servers held goes after them, and the lease last. */
const order: readonly Entry['kind'][] = [
  'path',
  'removed host',
  'compute process',
  'service',
  'quota',
  'server',
  'placeholder',
  'port',
  'volume',
  'image',
  'server group',
  'flavor',
  'offer',
  'lease',
];

/** What is done without the APIs, at least to begin with. */
const byCommand: ReadonlySet<Entry['kind']> = new Set(['path', 'compute process']);

/** How much is to be taken back: what a scenario has made and disturbed, or the run's leases too. */
export type Extent = 'the scenario' | 'the run';

/**
 * Takes back all that is open in the ledger, and nothing else: mends the paths, brings removed hosts back, starts compute processes and waits for their
 * heartbeats, gives services their former flags, deletes servers until they answer 404, then what they still hold in
 * Placement, ports, volumes, images, server groups, flavors and offers of custom resources, and at the end of the run the leases. Goes on after a failure, but where nobody
 * answers nothing more is asked; rejects with {@link PutBackFailed} at the end, and what failed stays open. A host that could not be put back stays leased.
 *
 * @param told is called with each thing that was taken back
 */
export async function cleanUp(
  work: LedgerWork,
  extent: Extent = 'the scenario',
  told: (what: string) => void = () => undefined,
): Promise<void> {
  const takingBack = new TakingBack(work, told);
  for (const kind of order.filter((each) => each !== 'lease' || extent === 'the run')) {
    if (kind === 'lease' && takingBack.failures.length > 0) break;
    await takingBack.all(work.ledger.entries().filter(({ entry }) => entry.kind === kind));
    if (kind === 'server') await takingBack.postponed();
  }
  if (takingBack.failures.length > 0) throw new PutBackFailed(work.cloud.name, takingBack.failures);
}

/** Takes back one thing after another, and knows what failed. */
class TakingBack {
  readonly failures: PutBackFailure[] = [];
  readonly #work: LedgerWork;
  readonly #told: (what: string) => void;
  #silence: string | undefined;
  /** What is tried again once the servers are gone; undefined from then on. */
  #postponed: OpenEntry[] | undefined = [];

  constructor(work: LedgerWork, told: (what: string) => void) {
    this.#work = work;
    this.#told = told;
  }

  /** Takes back what the servers were in the way of. */
  async postponed(): Promise<void> {
    const postponed = this.#postponed ?? [];
    this.#postponed = undefined;
    await this.all(postponed);
  }

  /** Takes back one after another; what takes long is begun for all of them first. */
  async all(entries: readonly OpenEntry[]): Promise<void> {
    const settlements = entries.map((opened) => ({ opened, settlement: settlementOf(this.#work, opened) }));
    // What could not be begun is tried again when it is taken back, and told then.
    for (const { settlement } of settlements) await settlement.begin?.().catch(() => undefined);
    for (const { opened, settlement } of settlements) await this.#one(opened, settlement);
  }

  async #one(opened: OpenEntry, settlement: Settlement): Promise<void> {
    const what = tellEntry(opened.entry);
    try {
      if (this.#silence !== undefined && !byCommand.has(opened.entry.kind)) throw new ExpectationFailed(this.#silence);
      await settlement.takeBack();
      this.#work.ledger.settle(opened);
      this.#told(what);
    } catch (error) {
      if (error instanceof BlockedByEvacuation && this.#postponed !== undefined) {
        this.#postponed.push(opened);
        return;
      }
      if (error instanceof NoAnswer && isSilence(error.exchange)) {
        this.#silence = `not tried, for there was no answer before: ${error.reason}`;
      }
      const why = error instanceof Error ? error.message : String(error);
      this.failures.push({ what, why, commands: settlement.commands });
    }
  }
}

/** What is open, in the order in which it is to be taken back. */
export function tellOpen(ledger: Ledger): readonly string[] {
  const entries = ledger.entries().map(({ entry }) => entry);
  return order.flatMap((kind) => entries.filter((entry) => entry.kind === kind).map(tellEntry));
}

function settlementOf(work: LedgerWork, { entry, uuid }: OpenEntry): Settlement {
  if ('name' in entry) return settlementOfNamed(work, entry, uuid);
  switch (entry.kind) {
    case 'path':
      return settlePath(work, entry.neighbour);
    case 'compute process':
      return settleComputeProcess(work, entry.host);
    case 'service':
      return settleService(work, entry.host, entry.former);
    case 'removed host':
      return settleRemoval(work, entry);
    case 'quota':
      return settleQuota(work, entry.project, entry.instances);
    case 'placeholder':
      return settlePlaceholder(work, entry.consumer);
    case 'lease':
      return settleLease(work, entry.host, work.ledger.run);
  }
}

type NamedEntry = Extract<OpenEntry['entry'], { readonly name: string }>;

/** Of what stands on the cloud under a name of ours. */
function settlementOfNamed(work: LedgerWork, { kind, name }: NamedEntry, uuid: string | undefined): Settlement {
  switch (kind) {
    case 'server':
      return settleServer(work, name, uuid);
    case 'port':
      return settlePort(work, name, uuid);
    case 'volume':
      return settleVolume(work, name, uuid);
    case 'image':
      return settleImage(work, name, uuid);
    case 'server group':
      return settleServerGroup(work, name);
    case 'flavor':
      return settleFlavor(work, name, uuid);
    case 'offer':
      return settleOffer(work, name);
  }
}
