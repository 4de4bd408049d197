import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Neighbour } from '../contract/trouble';
import { ownWhereabouts, type Whereabouts } from './whereabouts';

/** What an operator's flags on a compute service were before the suite changed them. */
export interface FormerService {
  readonly status: 'enabled' | 'disabled';
  readonly disabledReason?: string | undefined;
  readonly forcedDown: boolean;
}

/**
 * Something the suite is about to make or disturb, with all that is needed to take it back. A `placeholder` is a consumer of
 * ours in Placement that is no server. A new kind is a line here and a function in `settling/`.
 */
export type Entry =
  | { readonly kind: 'path'; readonly neighbour: Neighbour }
  | { readonly kind: 'compute process'; readonly host: string }
  | { readonly kind: 'service'; readonly host: string; readonly former: FormerService }
  | {
      readonly kind: 'removed host';
      readonly host: string;
      /** The UUID of the service that it had. */
      readonly service: string;
      /** The ids of the aggregates that it was in. */
      readonly aggregates: readonly string[];
    }
  /** How many servers the owner's project may have. */
  | { readonly kind: 'quota'; readonly project: string; readonly instances: number }
  | { readonly kind: 'server'; readonly name: string }
  | { readonly kind: 'placeholder'; readonly consumer: string }
  | { readonly kind: 'port'; readonly name: string }
  | { readonly kind: 'volume'; readonly name: string }
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'server group'; readonly name: string }
  | { readonly kind: 'flavor'; readonly name: string }
  | { readonly kind: 'offer'; readonly name: string }
  | { readonly kind: 'lease'; readonly host: string };

/** An entry that is not settled yet. `uuid` is what the cloud calls the thing, once it has told it. */
export interface OpenEntry {
  readonly number: number;
  readonly scenario: string;
  readonly entry: Entry;
  readonly uuid?: string;
}

/** The cloud of a run, as its parameters name it. */
export interface LedgerCloud {
  readonly cloud: string;
  readonly release: string;
}

/** `flushed`: each line is on the disk before the ledger goes on, so that it survives a crash of the machine too. */
export type Durability = 'written' | 'flushed';

/** What a ledger has when it is not new: what was open in its file. */
export interface LedgerPast {
  readonly open: readonly OpenEntry[];
  readonly numbers: number;
}

/** A ledger cannot be written, so that what it should tell of is not done: nothing of this is the cloud's fault. */
export class LedgerUnwritable extends Error {
  override readonly name = 'LedgerUnwritable';
}

/**
 * What the suite has made and disturbed on a cloud and not taken back yet. Each thing is written before it is done, each line
 * at once, so that a killed run can be cleaned up from the file. A file in which nothing is open is removed at the end.
 *
 * The file holds one JSON object in each line: first `{"run", "at", "what": "begun", "cloud", "release", "machine", "process"}`,
 * then `{"run", "at", "number", "what": "open", "scenario", "entry"}`, `{..., "what": "made", "uuid"}` and `{..., "what": "settled"}`.
 */
export class Ledger {
  readonly run: string;
  readonly file: string;
  readonly #about: LedgerCloud & Whereabouts;
  readonly #durability: Durability;
  readonly #open = new Map<number, OpenEntry>();
  readonly #owned = new Set<string>();
  #descriptor: number | undefined;
  #lines = 0;
  #numbers = 0;

  /**
   * @param run the run's name, which is part of the name of all that it creates
   * @param file where to write, `reports/ledger/<run>.jsonl`
   */
  constructor(
    run: string,
    file: string,
    cloud: LedgerCloud = { cloud: 'embedded', release: '2025.1' },
    durability: Durability = 'written',
    past: LedgerPast = { open: [], numbers: 0 },
  ) {
    this.run = run;
    this.file = file;
    this.#about = { ...cloud, ...ownWhereabouts() };
    this.#durability = durability;
    this.#numbers = past.numbers;
    for (const opened of past.open) this.#keep(opened);
  }

  /** Writes down what is about to be made or disturbed. What is open already for the same host or path keeps its first entry. */
  open(scenario: string, entry: Entry): OpenEntry {
    const already = this.entries().find((each) => isSameDisturbance(each.entry, entry));
    if (already !== undefined) return already;
    const opened: OpenEntry = { number: ++this.#numbers, scenario, entry };
    this.#write({ number: opened.number, what: 'open', scenario, entry });
    this.#keep(opened);
    return opened;
  }

  /** Writes down what the cloud calls the thing that it has made. */
  made(opened: OpenEntry, uuid: string): void {
    this.#write({ number: opened.number, what: 'made', uuid });
    this.#keep({ ...opened, uuid });
  }

  /** Writes down that the thing is gone or put back. */
  settle(opened: OpenEntry): void {
    this.#write({ number: opened.number, what: 'settled' });
    this.#open.delete(opened.number);
  }

  /** All that is open, oldest first. */
  entries(): readonly OpenEntry[] {
    return [...this.#open.values()];
  }

  /** True for the uuid of anything that the run has made, settled or not. */
  owns(uuid: string): boolean {
    return this.#owned.has(uuid);
  }

  /** Closes the file, and removes it when nothing is open. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    if (this.#open.size === 0) rmSync(this.file, { force: true });
  }

  #keep(opened: OpenEntry): void {
    this.#open.set(opened.number, opened);
    if (opened.uuid !== undefined) this.#owned.add(opened.uuid);
    if (opened.entry.kind === 'placeholder') this.#owned.add(opened.entry.consumer);
  }

  #write(line: Readonly<Record<string, unknown>>): void {
    try {
      if (this.#lines === 0) {
        mkdirSync(dirname(this.file), { recursive: true });
        if (this.#numbers === 1) this.#append({ what: 'begun', ...this.#about });
      }
      this.#lines += 1;
      this.#append(line);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new LedgerUnwritable(
        `nothing is made or disturbed without a ledger, and ${this.file} cannot be written: ${why}`,
      );
    }
  }

  #append(line: Readonly<Record<string, unknown>>): void {
    const text = `${JSON.stringify({ run: this.run, at: new Date().toISOString(), ...line })}\n`;
    this.#descriptor ??= openSync(this.file, 'a', 0o600);
    writeSync(this.#descriptor, text);
    if (this.#durability === 'flushed') fsyncSync(this.#descriptor);
  }
}

function isSameDisturbance(a: Entry, b: Entry): boolean {
  if (!isDisturbance(a) || !isDisturbance(b) || a.kind !== b.kind) return false;
  return placeOf(a) === placeOf(b);
}

function placeOf(entry: Disturbance): string {
  return entry.kind === 'path' ? entry.neighbour : entry.host;
}

type Disturbance = Extract<Entry, { readonly kind: 'path' | 'compute process' | 'service' | 'removed host' | 'lease' }>;

function isDisturbance(entry: Entry): entry is Disturbance {
  return ['path', 'compute process', 'service', 'removed host', 'lease'].includes(entry.kind);
}
