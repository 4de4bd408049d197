import { join } from 'node:path';
import { ConnectionPool } from '../../api/pool';
import { Session } from '../../api/session';
import { checkVersions, versionedServices } from '../../api/pinned-versions';
import type { CloudUnderTest } from '../../clouds/cloud';
import { redactorOf } from '../../clouds/redactor';
import { cleanUp } from '../../safety/cleanup';
import { expectFreeHosts, leaseHosts, type Leasing } from '../../safety/host-leases';
import { Interruption } from '../../safety/interruption';
import { Ledger } from '../../safety/ledger';
import { Silence } from '../../safety/silence';
import { listComputeServices, ServiceWatch } from '../../safety/service-watch';
import { AccessWatch } from '../people/access-watch';
import { Lasting } from './lasting';
import { People } from '../people/signed-in-people';

/** One worker's stay at a cloud: from BeforeAll to AfterAll. */
export interface Run {
  /** Part of the name of everything the run creates. */
  readonly name: string;
  readonly cloud: CloudUnderTest;
  readonly ledger: Ledger;
  readonly lasting: Lasting;
  /** Connections that serve all scenarios. */
  readonly pool: ConnectionPool;
  readonly silence: Silence;
  readonly interruption: Interruption;
  /** Left out where nobody asks whether access control stays as it was. */
  readonly watch?: AccessWatch;
  /** Left out where nobody asks whether the compute services stay as they were. */
  readonly services?: ServiceWatch;
}

/** How a run is called, and where its ledger is. */
export interface RunName {
  readonly name: string;
  /** What the command line calls the cloud. */
  readonly called: string;
  /** The folder of the ledgers, where it is not the usual one. */
  readonly ledgers?: string;
}

/**
 * Opens the run's ledger, and leases the hosts of a real cloud that the run may disturb; the run is `told` before that. Rejects with
 * `VersionNotOffered` when the cloud lacks a microversion that the suite needs, and with `HostLeased` or `HostsNotFree` when others use
 * its hosts.
 */
export async function openRun(
  cloud: CloudUnderTest,
  interruption: Interruption,
  { name, called, ledgers = join('reports', 'ledger') }: RunName,
  told: (run: Run) => void,
): Promise<void> {
  const durability = cloud.kind === 'embedded' ? 'written' : 'flushed';
  const about = { cloud: called, release: cloud.release };
  const ledger = new Ledger(name, join(ledgers, `${name}.jsonl`), about, durability);
  const watching = { watch: new AccessWatch(cloud), services: new ServiceWatch(cloud) };
  const run = { ...runAt(cloud, name, ledger, interruption), ...watching };
  told(run);
  if (cloud.kind !== 'embedded') await enter(run);
}

/** A run at an open cloud, which asks nothing of it yet. */
export function runAt(cloud: CloudUnderTest, name: string, ledger: Ledger, interruption = new Interruption()): Run {
  const pool = new ConnectionPool(cloud.access.tls);
  return { name, cloud, ledger, lasting: new Lasting(cloud), pool, silence: new Silence(), interruption };
}

/**
 * Takes back what is still open, returns the leases, and closes the ledger. Rejects with `PutBackFailed`, and with
 * `AccessControlChanged` or `ComputeServicesChanged` when those of a real cloud are not as they were before the run.
 */
export async function closeRun(run: Run): Promise<void> {
  try {
    if (run.cloud.kind !== 'embedded') await leave(run);
  } finally {
    run.ledger.close();
    run.pool.close();
  }
}

async function enter(run: Run): Promise<void> {
  await probe(run.cloud);
  await withPeople(run, async (work) => {
    const services = await listComputeServices(work.auditor);
    await expectFreeHosts(work, services);
    run.services?.begin(services);
    await run.watch?.begin();
    await leaseHosts(work);
  });
}

async function leave(run: Run): Promise<void> {
  await withPeople(run, async (work) => {
    await cleanUp(work, 'the run');
    await all([run.services?.compare(work.auditor), run.watch?.compare()].filter((each) => each !== undefined));
  });
}

/** Waits for all of it. Rejects with what one was rejected with, or with all messages where there are several. */
async function all(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [asError(outcome.reason)] : []));
  const [first, ...others] = reasons;
  if (first === undefined) return;
  throw others.length === 0 ? first : new AggregateError(reasons, reasons.map(({ message }) => message).join('\n'));
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

async function withPeople(run: Run, act: (work: Leasing) => Promise<void>): Promise<void> {
  const people = new People(run.cloud, () => undefined);
  const { cloud, ledger } = run;
  try {
    const clients = { operator: people.person('operator'), owner: people.person('owner'), auditor: people.auditor };
    await act({ cloud, ledger, ...clients });
  } finally {
    people.close();
  }
}

async function probe(cloud: CloudUnderTest): Promise<void> {
  const { operator } = cloud.people;
  if (operator === undefined) throw new Error(`${cloud.name} has no operator among its people`);
  const connection = {
    cloud: cloud.name,
    access: cloud.access,
    deadlineSeconds: 30,
    listener: () => undefined,
    redactor: redactorOf(cloud),
  };
  const session = new Session(connection, 'operator', operator, 'observes');
  try {
    await checkVersions(session, versionedServices(cloud.capabilities));
  } finally {
    session.close();
  }
}
