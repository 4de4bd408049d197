import type { Nova } from '../nova';
import type { RequestSpec, Server } from '../records';

/**
 * What the scheduler is asked when a server moves: whatever host somebody had asked for does not bind it any more, and it does not
 * stay where it is (`RequestSpec.reset_forced_destinations`, `ignore_hosts`). The zone that was asked for still does.
 *
 * @param host where an operator wants it; null is anywhere
 */
export function specForMove({ store }: Nova, { uuid, host: source }: Server, host: string | null): RequestSpec {
  const known = store.requestSpecs.get(uuid);
  if (known === undefined) throw new RangeError(`nobody knows what was asked for with ${uuid}`);
  const ignoredHosts = source === null ? [] : [source];
  return { ...known, host, hypervisorHostname: null, forcedHost: null, forcedNode: null, ignoredHosts };
}
