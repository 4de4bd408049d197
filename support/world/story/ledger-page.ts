import type { Entry, OpenEntry } from '../../safety/ledger';
import type { Run } from '../run/run';

/** What the scenario makes by a name. */
type Made = Extract<Entry, { readonly name: string }>['kind'];

/** The scenario's page in the run's ledger: all that it makes or disturbs stands there before it is done. */
export class LedgerPage {
  readonly #run: Pick<Run, 'name' | 'ledger'>;
  readonly #scenario: string;

  constructor({ run, id }: { readonly run: Pick<Run, 'name' | 'ledger'>; readonly id: string }) {
    this.#run = run;
    this.#scenario = id;
  }

  /** The full name of a thing by its last part, which tells whose it is: `ld-3f2a1b-LD-1-port`, `ld-3f2a1b-LD-1-port-2`. */
  nameOf(last: string, number = 1): string {
    return `ld-${this.#run.name}-${this.#scenario}-${last}${number === 1 ? '' : `-${number}`}`;
  }

  /** Makes a thing of that name. `create` resolves with the id that the cloud gives it, if it has made one; and so does this. */
  async make<T extends string | undefined>(kind: Made, name: string, create: (name: string) => Promise<T>): Promise<T> {
    const entry = this.open({ kind, name });
    const id = await create(name);
    if (id !== undefined) this.made(entry, id);
    return id;
  }

  open(entry: Entry): OpenEntry {
    return this.#run.ledger.open(this.#scenario, entry);
  }

  made(entry: OpenEntry, id: string): void {
    this.#run.ledger.made(entry, id);
  }

  settle(entry: OpenEntry): void {
    this.#run.ledger.settle(entry);
  }

  /** True for whatever the run has made, settled or not. */
  owns(uuid: string): boolean {
    return this.#run.ledger.owns(uuid);
  }

  /** Settles the servers that have been seen gone with all that they held: they need not be taken back. */
  settleServers(gone: readonly string[]): void {
    for (const opened of this.#run.ledger.entries()) {
      if (opened.entry.kind === 'server' && opened.uuid !== undefined && gone.includes(opened.uuid))
        this.settle(opened);
    }
  }
}
