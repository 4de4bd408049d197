import type { OrphanedAllocation } from '../../contract/cloud-control';
import type { KnownProvider } from './neighbours/report-client';
import type { Nova } from './nova';

/**
 * Looks on every provider in Placement for consumers of Nova's resource classes that are no live server of that host. A server
 * that is on its way to the host, or has left it, is found as well. The embedded cloud has no migrations, whose consumers
 * would be spared while they are in progress. Rejects when Placement cannot be read: the audit ends at the first failure.
 * Source: reference B.4, `nova/cmd/manage.py:_check_orphaned_allocations_for_provider`.
 */
export async function auditAllocations(nova: Nova): Promise<readonly OrphanedAllocation[]> {
  const orphans: OrphanedAllocation[] = [];
  for (const provider of await nova.placement.providers()) {
    orphans.push(...(await orphansOn(nova, provider)));
  }
  return orphans;
}

/** What the audit knows Nova's allocations by: one of these classes is enough. */
const novaClasses = new Set([
  'VCPU',
  'PCPU',
  'MEMORY_MB',
  'DISK_GB',
  'VGPU',
  'MEM_ENCRYPTION_CONTEXT',
  'NET_BW_EGR_KILOBIT_PER_SEC',
  'NET_BW_IGR_KILOBIT_PER_SEC',
]);

async function orphansOn(nova: Nova, { uuid, rootUuid }: KnownProvider): Promise<OrphanedAllocation[]> {
  const servers = serversBehind(nova, rootUuid);
  return [...(await nova.placement.allocationsOn(uuid))]
    .filter(
      ([consumer, amounts]) => !servers.has(consumer) && Object.keys(amounts).some((name) => novaClasses.has(name)),
    )
    .map(([consumer, amounts]) => ({ consumer, provider: uuid, amounts }));
}

/** The live servers of the compute node; none for a provider without one, so that all that is there belongs to nobody. */
function serversBehind({ store }: Nova, nodeUuid: string): ReadonlySet<string> {
  const node = store.computeNodes.find(({ uuid }) => uuid === nodeUuid);
  const servers = node === undefined ? [] : store.serversOn(node.host);
  return new Set(servers.map(({ uuid }) => uuid));
}
