import { InvalidConfiguration } from '../exceptions';
import type { Nova } from '../nova';
import { powerStates } from '../records';
import type { HostProcess } from './host-process';

/**
 * Lets a host that nobody has recorded start only without guests, since 2024.1: whoever has lost his record is no new host.
 * Throws {@link InvalidConfiguration}. Source: reference B.1, `nova/compute/manager.py:_sanity_check_new_host`.
 */
export function requireNoGuests(nova: Nova, process: HostProcess): void {
  if (nova.seams.traits.unrecordedHosts === 'start' || nova.store.hasComputeService(process.host)) return;
  if (!hasGuests(nova, process)) return;
  throw new InvalidConfiguration(
    'My hypervisor has existing instances, but I appear to be a new service in this deployment. Refusing to start to avoid ' +
      'potential data corruption.',
  );
}

/**
 * A host that does not run has the guests of servers that were evacuated from it, or deleted by the API alone, since it began to run:
 * at its start it destroys them. A delete on the host itself has switched its guest off.
 */
function hasGuests({ store }: Nova, { host, joinedAt }: HostProcess): boolean {
  const isLater = (at: number | null) => at !== null && joinedAt !== null && at >= joinedAt;
  const isEvacuated = store.migrations.some(
    ({ type, status, sourceHost, updatedAt }) =>
      type === 'evacuation' && status === 'done' && sourceHost === host && isLater(updatedAt),
  );
  const isDeleted = [...store.servers.values()].some(
    (server) => server.host === host && server.powerState !== powerStates.noState && isLater(server.deletedAt),
  );
  return isEvacuated || isDeleted || store.serversOn(host).length > 0;
}
