import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Session } from '../api/session';
import { checkVersions } from '../api/versions';
import type { CloudUnderTest } from '../clouds/cloud';
import { openCloud } from '../clouds/open';
import type { RunParameters } from '../clouds/parameters';
import { Ledger } from '../safety/ledger';

/** One worker's stay at a cloud: from BeforeAll to AfterAll. */
export interface Run {
  /** Part of the name of everything the run creates. */
  readonly name: string;
  readonly cloud: CloudUnderTest;
  readonly ledger: Ledger;
}

let current: Run | undefined;

/**
 * Opens the cloud under test and the run's ledger. Rejects when the cloud cannot be opened, and with `VersionNotOffered` when
 * a real cloud lacks a microversion that the suite needs.
 */
export async function openRun(parameters: RunParameters): Promise<Run> {
  const name = randomBytes(3).toString('hex');
  const cloud = await openCloud(parameters);
  if (cloud.kind !== 'embedded') await probe(cloud);
  current = { name, cloud, ledger: new Ledger(name, join('reports', 'ledger', `${name}.jsonl`)) };
  return current;
}

/** The run that is open. Throws when there is none. */
export function theRun(): Run {
  if (current === undefined) throw new Error('no run is open: its BeforeAll hook has not been called');
  return current;
}

/** Closes the cloud and the ledger. */
export async function closeRun(): Promise<void> {
  const run = current;
  current = undefined;
  run?.ledger.close();
  await run?.cloud.close();
}

async function probe(cloud: CloudUnderTest): Promise<void> {
  const { operator } = cloud.people;
  if (operator === undefined) throw new Error(`${cloud.name} has no operator among its people`);
  const connection = { cloud: cloud.name, access: cloud.access, deadlineSeconds: 30, listener: () => undefined };
  const session = new Session(connection, 'operator', operator, 'observes');
  try {
    await checkVersions(session);
  } finally {
    session.close();
  }
}
