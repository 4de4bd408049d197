import type { CloudClients } from '../api/cloud-clients';
import type { Service } from '../api/compute/services-client';
import { likelyCause, type Clue } from '../books/causes';
import { CloudNotReady, ExpectationFailed } from '../books/expectation';
import { tellFindings, tellLikely } from '../books/finding-lines';
import { eventually, type Patience, type WaitingCloud } from '../waiting';

/** The nova-compute service of the host. Throws when Nova knows none. */
export async function computeServiceOf(clients: CloudClients, host: string): Promise<Service> {
  const [service] = await clients.compute.services.list({ host, binary: 'nova-compute' });
  if (service === undefined)
    throw new CloudNotReady(`${clients.session.cloud} knows no nova-compute service of ${host}`);
  return service;
}

/** Waits until Nova counts the host as down. */
export async function waitUntilDown(
  cloud: WaitingCloud,
  auditor: CloudClients,
  host: string,
  patience: Patience,
): Promise<void> {
  const beats = new Set<string>();
  await eventually(
    cloud,
    `Nova to count ${host} as down`,
    async () => {
      const { state, updatedAt = 'never' } = await computeServiceOf(auditor, host);
      beats.add(updatedAt);
      const heartbeat = beats.size > 1 ? 'its heartbeat has moved since' : 'its heartbeat has not moved since';
      if (state !== 'down') throw stillUp(host, updatedAt, heartbeat);
    },
    patience,
  );
}

function stillUp(host: string, beat: string, heartbeat: Clue): ExpectationFailed {
  const cause = likelyCause(['the host counts as up', 'its process was stopped', heartbeat]);
  return new ExpectationFailed(
    tellFindings([
      { label: 'expected', text: `${host} is down` },
      { label: 'seen', text: `it is up; its last heartbeat is of ${beat}` },
      ...tellLikely(cause),
    ]),
  );
}

/**
 * Waits until the host's compute service has beaten twice since now. One change of `updated_at` may be the heartbeat of a process
 * that ended meanwhile, or the service's record as it is written before the heal; after the second one the start is over
 * (reference B.1). A host that was removed has a service again once it starts. Nobody may change the service meanwhile, for that moves `updated_at` too.
 */
export async function waitForHeartbeats(
  cloud: WaitingCloud,
  auditor: CloudClients,
  host: string,
  patience: Patience,
): Promise<void> {
  const look = async () => (await auditor.compute.services.list({ host, binary: 'nova-compute' })).at(0)?.updatedAt;
  const seen = new Set([await look()]);
  await eventually(
    cloud,
    `the compute service of ${host} to beat twice`,
    async () => {
      seen.add(await look());
      const beats = seen.size - 1;
      if (beats < 2) throw new ExpectationFailed(`${host} has beaten ${beats === 0 ? 'not at all' : 'once'} since`);
    },
    patience,
  );
}
