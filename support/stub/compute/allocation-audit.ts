import type { OrphanedAllocation } from '../../contract/cloud-control';
import type { KnownProvider } from './neighbours/report-client';
import { isInProgress, touches } from './moves/migration';
import type { Nova, NovaRules } from './nova';

/**
 * Looks on every provider in Placement for consumers of Nova's resource classes that are no live server of that host, and no
 * migration from or to it that is in progress. A server that is on its way to the host, or was evacuated from it, is found as well.
 * Rejects when Placement cannot be read: the audit ends at the first failure.
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
  const legitimate = legitimateOn(nova, rootUuid);
  return [...(await nova.placement.allocationsOn(uuid))]
    .filter(
      ([consumer, amounts]) => !legitimate.has(consumer) && Object.keys(amounts).some((name) => novaClasses.has(name)),
    )
    .map(([consumer, amounts]) => ({ consumer, provider: uuid, amounts }));
}

/** Who may hold something on the compute node; nobody on a provider without one, so that all that is there belongs to nobody. */
function legitimateOn({ store, seams }: Nova, nodeUuid: string): ReadonlySet<string> {
  const node = store.computeNodes.find(({ uuid }) => uuid === nodeUuid);
  if (node === undefined) return new Set();
  const servers = store.serversOn(node.host).map(({ uuid }) => uuid);
  return new Set([...servers, ...seams.rules.migrationsOfAudit(store, node.host)]);
}

/** Those in progress; one that went wrong is over to the audit (`nova/cmd/manage.py:_get_instances_and_current_migrations`). */
export const migrationsOfAudit: NovaRules['migrationsOfAudit'] = ({ migrations }, host) =>
  migrations.filter((migration) => isInProgress(migration) && touches(migration, host)).map(({ uuid }) => uuid);
