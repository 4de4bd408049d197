import { novaErrors } from '../../http/dialects/nova-dialect';
import type { ComputeCall, NovaRules } from '../nova';
import type { Quota } from '../quota';
import type { Flavor, Server } from '../records';

/** What a project uses just now, or one of its users: servers that are not deleted (reference A.7, "Quotas"). */
export function usageOf(call: ComputeCall, projectId: string, userId?: string): Quota {
  const { nova } = call.env;
  const own = nova.seams.rules
    .serversOfQuota(nova.store)
    .filter((server) => server.projectId === projectId && server.userId === (userId ?? server.userId));
  return {
    instances: own.length,
    cores: own.reduce((sum, { flavor }) => sum + flavor.vcpus, 0),
    ramMb: own.reduce((sum, { flavor }) => sum + flavor.memoryMb, 0),
  };
}

/** All that are not deleted, also while they are on their way out; soft-deleted ones are given back. */
export const serversOfQuota: NovaRules['serversOfQuota'] = (store) =>
  store.liveServers().filter(({ vmState }) => vmState !== 'soft-delete');

/** What a project may use: its own limits where an operator has set some. */
export function quotaOf({ env: { nova, quota } }: ComputeCall, projectId: string): Quota {
  return { ...quota, ...nova.store.quotas.get(projectId) };
}

/** Refuses servers beyond the caller's quota. Throws 403, as Nova does. */
export function checkQuota(call: ComputeCall, flavor: Flavor, count: number): void {
  checkQuotaOfProject(call, call.get('caller').projectId ?? '', flavor, count);
}

/** The same for servers of a project that need not be the caller's. Throws 403. */
export function checkQuotaOfProject(call: ComputeCall, projectId: string, flavor: Flavor, count: number): void {
  refuseBeyond(call, projectId, { instances: count, cores: count * flavor.vcpus, ramMb: count * flavor.memoryMb });
}

/** Refuses a resize by which the server's project would have more than its quota (`_check_quota_for_upsize`). Throws 403. */
export function checkGrowth(call: ComputeCall, { projectId, flavor: now }: Server, flavor: Flavor): void {
  const cores = Math.max(flavor.vcpus - now.vcpus, 0);
  const ramMb = Math.max(flavor.memoryMb - now.memoryMb, 0);
  if (cores > 0 || ramMb > 0) refuseBeyond(call, projectId, { instances: 0, cores, ramMb });
}

function refuseBeyond(call: ComputeCall, projectId: string, wanted: Quota): void {
  const used = usageOf(call, projectId);
  const quota = quotaOf(call, projectId);
  const over = resources.filter(({ key }) => quota[key] >= 0 && used[key] + wanted[key] > quota[key]);
  if (over.length === 0) return;
  const list = (amounts: Quota) => over.map(({ key }) => amounts[key]).join(', ');
  throw novaErrors.forbidden(
    `Quota exceeded for ${over.map(({ name }) => name).join(', ')}: Requested ${list(wanted)}, but already used ` +
      `${list(used)} of ${list(quota)} ${over.map(({ name }) => name).join(', ')}`,
  );
}

const resources = [
  { key: 'cores', name: 'cores' },
  { key: 'instances', name: 'instances' },
  { key: 'ramMb', name: 'ram' },
] as const;
