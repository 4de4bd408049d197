import type { CloudClients } from '../api/cloud-clients';
import type { Aggregate } from '../api/compute/aggregates-client';
import { UnexpectedAnswer } from '../api/api-errors';
import type { FormerService } from './ledger';
import { takeAway } from './settling/take-away';
import type { Whereabouts } from './whereabouts';

const namePrefix = 'local-delete-lease-';

/** The name of the aggregate that says that a host is leased. Names of aggregates are unique, so it is there once. */
export function leaseName(host: string): string {
  return `${namePrefix}${host}`;
}

/** Who has leased a host, since when, and what the host's service was before. */
export interface LeaseTerms extends Whereabouts {
  readonly run: string;
  /** ISO 8601 in UTC, by the clock of the machine that leased. */
  readonly since: string;
  readonly former: FormerService;
}

/** A lease that is on the cloud. Without terms its run ended before it could write them, and before it disturbed anything. */
export interface Lease {
  readonly host: string;
  /** The aggregate's. */
  readonly id: string;
  readonly terms: LeaseTerms | undefined;
}

/** Somebody else has leased the host. */
export class HostLeased extends Error {
  override readonly name = 'HostLeased';

  constructor(cloud: string, { host, terms }: Pick<Lease, 'host' | 'terms'>) {
    super(
      `${host} of ${cloud} is leased ${tellHolder(terms)}: the aggregate ${leaseName(host)} says so. ${advice(cloud)}`,
    );
  }
}

/** Who holds a lease, in words: `by the run abc123 of root@ci-7 since 2026-01-01T00:00:00Z`. */
export function tellHolder(terms: LeaseTerms | undefined): string {
  if (terms === undefined) return 'by a run that has not said which';
  return `by the run ${terms.run} of ${terms.machine} (process ${terms.process.replace(/\/.*/, '')}) since ${terms.since}`;
}

function advice(cloud: string): string {
  const name = cloud.startsWith('reference-') ? 'reference' : cloud;
  return `Wait for the end of that run; if it was killed: npm run cleanup -- --cloud ${name}`;
}

/** Every lease of the suite on the cloud. */
export async function findLeases(auditor: CloudClients): Promise<readonly Lease[]> {
  const aggregates = await auditor.compute.aggregates.list();
  return aggregates.filter(({ name }) => name.startsWith(namePrefix)).map(leaseOf);
}

/**
 * Leases a host. Rejects with {@link HostLeased} when somebody has it. Only a lease that carries its terms counts: before
 * that nothing may be disturbed.
 */
export async function takeLease(operator: CloudClients, host: string, terms: LeaseTerms): Promise<Lease> {
  const { aggregates } = operator.compute;
  const { id } = await aggregates.create(leaseName(host)).catch(async (error: unknown) => {
    if (!(error instanceof UnexpectedAnswer) || error.status !== 409) throw error;
    const holder = (await findLeases(operator)).find((lease) => lease.host === host);
    throw new HostLeased(operator.session.cloud, holder ?? { host, terms: undefined });
  });
  return leaseOf(await aggregates.setMetadata(id, metadataOf(terms)));
}

/** Ends leases of the host that carry the run's name, or no name at all. Others are not touched. */
export async function returnLease(operator: CloudClients, host: string, run: string): Promise<void> {
  for (const lease of await findLeases(operator)) {
    if (lease.host === host && (lease.terms === undefined || lease.terms.run === run)) {
      await takeAway(operator.compute.aggregates.delete(lease.id));
    }
  }
}

const keys = {
  run: 'local_delete_run',
  since: 'local_delete_since',
  machine: 'local_delete_machine',
  process: 'local_delete_process',
  status: 'local_delete_former_status',
  reason: 'local_delete_former_reason',
  forcedDown: 'local_delete_former_forced_down',
} as const;

function metadataOf({ run, since, machine, process, former }: LeaseTerms): Record<string, string> {
  return {
    [keys.run]: run,
    [keys.since]: since,
    [keys.machine]: machine,
    [keys.process]: process,
    [keys.status]: former.status,
    [keys.forcedDown]: former.forcedDown ? 'yes' : 'no',
    ...(former.disabledReason !== undefined && { [keys.reason]: former.disabledReason }),
  };
}

function leaseOf({ id, name, metadata }: Aggregate): Lease {
  return { id, host: name.slice(namePrefix.length), terms: termsOf(metadata) };
}

function termsOf(metadata: Aggregate['metadata']): LeaseTerms | undefined {
  const { [keys.run]: run, [keys.since]: since, [keys.machine]: machine, [keys.process]: process } = metadata;
  if (run === undefined || since === undefined || machine === undefined || process === undefined) return undefined;
  const former: FormerService = {
    status: metadata[keys.status] === 'disabled' ? 'disabled' : 'enabled',
    disabledReason: metadata[keys.reason],
    forcedDown: metadata[keys.forcedDown] === 'yes',
  };
  return { run, since, machine, process, former };
}
