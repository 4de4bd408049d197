import { join } from 'node:path';
import { cleanUp, PutBackFailed, type PutBackFailure } from './cleanup';
import { findLeases, leaseName, returnLease, tellHolder, type Lease } from './leases';
import { Ledger, type LedgerCloud } from './ledger';
import { reopen, type LedgerFile } from './read-ledger';
import { findTraces, runsWithServers, type Search } from './recovery';
import { stillGoesOn } from './whereabouts';

/** A cloud to tidy up after runs that were killed. */
export interface Tidying {
  readonly search: Search;
  readonly about: LedgerCloud;
  /** Where ledgers are, for a run whose own is lost. */
  readonly folder: string;
  /** The ledgers that runs on this cloud have left. */
  readonly ledgers: readonly LedgerFile[];
  /** The only run to clean up after; all that have ended where it is left out. */
  readonly run?: string;
}

/** What came of it. */
export interface Tidied {
  /** What was taken back, by the run that had left it. */
  readonly done: readonly { readonly run: string; readonly what: string }[];
  readonly failures: readonly PutBackFailure[];
  /** What belongs to runs that go on, or of which nobody here can say whether they do; with what to do about it. */
  readonly leftAlone: readonly string[];
}

/**
 * Takes back what runs have left on a cloud: first by their ledgers, then by the leases on the cloud alone. A run that still
 * goes on is left alone, and so is one of another machine unless it is named.
 */
export async function tidy(tidying: Tidying): Promise<Tidied> {
  const tidier = new Tidier(tidying);
  for (const ledger of tidying.ledgers) await tidier.byLedger(ledger);
  await tidier.byLeases();
  if (tidying.run !== undefined) await tidier.byName(tidying.run);
  else await tidier.lookForStrays();
  return tidier.report;
}

class Tidier {
  readonly report = {
    done: new Array<{ run: string; what: string }>(),
    failures: new Array<PutBackFailure>(),
    leftAlone: new Array<string>(),
  };
  readonly #tidying: Tidying;
  readonly #search: Search;
  readonly #seen = new Set<string>();

  constructor(tidying: Tidying) {
    this.#tidying = tidying;
    this.#search = { ...tidying.search, after: 'a killed run' };
  }

  async byLedger(file: LedgerFile): Promise<void> {
    if (!this.#isMeant(file.run)) return;
    if (file.about !== undefined && stillGoesOn(file.about) === 'yes') {
      const process = file.about.process.replace(/\/.*/, '');
      const hosts = (await findLeases(this.#search.auditor)).filter(({ terms }) => terms?.run === file.run);
      const leased = hosts.length === 0 ? '' : ` and has leased ${tellHosts(hosts)}`;
      this.#leave(file.run, `the run ${file.run} still goes on (process ${process})${leased}`);
      return;
    }
    await this.#takeBack(reopen(file, 'flushed'));
  }

  async byLeases(): Promise<void> {
    const leases = await findLeases(this.#search.auditor);
    for (const lease of leases) {
      const { terms } = lease;
      if (terms === undefined) await this.#endUnsaid(lease);
      else if (this.#isMeant(terms.run) && !this.#seen.has(terms.run)) {
        const hosts = leases.filter((each) => each.terms?.run === terms.run);
        await this.#byLease(hosts, terms);
      }
    }
  }

  async byName(run: string): Promise<void> {
    if (!this.#seen.has(run)) await this.#takeBack(this.#newLedger(run));
  }

  /** Names alone are no proof that a run has ended, so these are told, not touched. */
  async lookForStrays(): Promise<void> {
    for (const run of await runsWithServers(this.#search)) {
      if (this.#seen.has(run)) continue;
      const why = `servers are named after the run ${run}, but neither a ledger nor a lease is there`;
      this.#leave(run, `${why}: ${this.#command(run)}`);
    }
  }

  async #byLease(hosts: readonly Lease[], terms: NonNullable<Lease['terms']>): Promise<void> {
    const goesOn = stillGoesOn(terms);
    if (goesOn === 'no' || (goesOn === 'unknown' && this.#tidying.run === terms.run)) {
      await this.#takeBack(this.#newLedger(terms.run));
      return;
    }
    const advice = goesOn === 'yes' ? 'that run still goes on' : `if it has ended: ${this.#command(terms.run)}`;
    const are = hosts.length === 1 ? 'is' : 'are';
    this.#leave(terms.run, `${tellHosts(hosts)} ${are} leased ${tellHolder(terms)}; ${advice}`);
  }

  /** A run writes its terms before it disturbs anything, and finds out when the lease is gone by then. */
  async #endUnsaid({ host }: Lease): Promise<void> {
    if (this.#tidying.run !== undefined) return;
    await returnLease(this.#search.operator, host, '');
    this.report.done.push({ run: 'unknown', what: `the lease ${leaseName(host)}, which no run had signed` });
  }

  async #takeBack(ledger: Ledger): Promise<void> {
    this.#seen.add(ledger.run);
    try {
      await findTraces(this.#search, ledger);
      await cleanUp({ ...this.#search, ledger }, 'the run', (what) => {
        this.report.done.push({ run: ledger.run, what });
      });
    } catch (error) {
      if (!(error instanceof PutBackFailed)) throw error;
      this.report.failures.push(...error.failures);
    }
    ledger.close();
  }

  #newLedger(run: string): Ledger {
    return new Ledger(run, join(this.#tidying.folder, `${run}.jsonl`), this.#tidying.about, 'flushed');
  }

  #isMeant(run: string): boolean {
    return this.#tidying.run === undefined || this.#tidying.run === run;
  }

  #leave(run: string, why: string): void {
    this.#seen.add(run);
    this.report.leftAlone.push(why);
  }

  #command(run: string): string {
    const { cloud, release } = this.#tidying.about;
    return `npm run cleanup -- --cloud ${cloud}${cloud === 'reference' ? ` --release ${release}` : ''} --run ${run}`;
  }
}

function tellHosts(leases: readonly Lease[]): string {
  return leases
    .map(({ host }) => host)
    .toSorted()
    .join(', ');
}
