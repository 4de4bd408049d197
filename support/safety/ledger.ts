import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** What an operator's flags on a compute service were before the suite changed them. */
export interface FormerService {
  readonly status: 'enabled' | 'disabled';
  readonly disabledReason: string | undefined;
  readonly forcedDown: boolean;
}

/** Something the suite is about to make or disturb, with all that is needed to take it back. */
export type Entry =
  | { readonly kind: 'server'; readonly name: string }
  | { readonly kind: 'path'; readonly path: 'nova to placement' }
  | { readonly kind: 'compute process'; readonly host: string }
  | { readonly kind: 'service'; readonly host: string; readonly former: FormerService };

/** An entry that is not settled yet. `uuid` is the server's, once Nova has told it. */
export interface OpenEntry {
  readonly number: number;
  readonly scenario: string;
  readonly entry: Entry;
  readonly uuid?: string;
}

/**
 * What the suite has made and disturbed on a cloud and not taken back yet. Each thing is written before it is done, each line
 * at once, so that a crashed run can be cleaned up from the file. A file in which nothing is open is removed at the end.
 *
 * The file holds one JSON object in each line: `{"run", "at", "number", "what": "open", "scenario", "entry"}`,
 * `{..., "what": "made", "uuid"}` and `{..., "what": "settled"}`.
 */
export class Ledger {
  readonly run: string;
  readonly file: string;
  readonly #open = new Map<number, OpenEntry>();
  #lines = 0;
  #numbers = 0;

  /**
   * @param run the run's name, which is part of the name of all that it creates
   * @param file where to write, `reports/ledger/<run>.jsonl`
   */
  constructor(run: string, file: string) {
    this.run = run;
    this.file = file;
  }

  /** Writes down what is about to be made or disturbed. What is open already for the same host or path keeps its first entry. */
  open(scenario: string, entry: Entry): OpenEntry {
    const already = this.entries().find((each) => isSameDisturbance(each.entry, entry));
    if (already !== undefined) return already;
    const opened: OpenEntry = { number: ++this.#numbers, scenario, entry };
    this.#write(opened.number, { what: 'open', scenario, entry });
    this.#open.set(opened.number, opened);
    return opened;
  }

  /** Writes down the UUID of a server that Nova has accepted. */
  made(opened: OpenEntry, uuid: string): void {
    this.#write(opened.number, { what: 'made', uuid });
    this.#open.set(opened.number, { ...opened, uuid });
  }

  /** Writes down that the thing is gone or put back. */
  settle(opened: OpenEntry): void {
    this.#write(opened.number, { what: 'settled' });
    this.#open.delete(opened.number);
  }

  /** All that is open, oldest first. */
  entries(): readonly OpenEntry[] {
    return [...this.#open.values()];
  }

  /** Removes the file when nothing is open. */
  close(): void {
    if (this.#lines > 0 && this.#open.size === 0) rmSync(this.file, { force: true });
  }

  #write(number: number, line: Readonly<Record<string, unknown>>): void {
    if (this.#lines === 0) mkdirSync(dirname(this.file), { recursive: true });
    this.#lines += 1;
    const text = JSON.stringify({ run: this.run, at: new Date().toISOString(), number, ...line });
    appendFileSync(this.file, `${text}\n`, { mode: 0o600 });
  }
}

function isSameDisturbance(a: Entry, b: Entry): boolean {
  switch (a.kind) {
    case 'server':
      return false;
    case 'path':
      return b.kind === 'path';
    case 'compute process':
      return b.kind === 'compute process' && a.host === b.host;
    case 'service':
      return b.kind === 'service' && a.host === b.host;
  }
}
