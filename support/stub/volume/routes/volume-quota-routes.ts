import type { Route } from '../../http/call';
import { cinderErrors } from '../../http/dialects/cinder-dialect';
import { jsonResponse } from '../../http/errors';
import type { VolumeService } from '../cinder';
import { owns } from '../policy';
import type { VolumeCall } from '../requests';
import type { VolumeRecord } from '../store';

/** What projects may have and do have; nobody can change it here (`cinder/api/v3/limits.py`, `contrib/quotas.py`). */
export const quotaRoutes: readonly Route<VolumeService>[] = [
  { method: 'GET', path: '/limits', handle: limits },
  { method: 'GET', path: '/os-quota-sets/:id', handle: show },
  { method: 'GET', path: '/os-quota-sets/:id/defaults', handle: defaults },
];

function limits(call: VolumeCall): Response {
  const caller = call.get('caller');
  const { project_id: named, tenant_id: tenant } = call.req.query();
  const others = caller.isAdmin && call.get('version').isAtLeast('3.39') ? (named ?? tenant) : undefined;
  const used = volumesOf(call, others ?? caller.projectId ?? '');
  const absolute = {
    maxTotalVolumes: -1,
    maxTotalSnapshots: -1,
    maxTotalVolumeGigabytes: -1,
    maxTotalBackups: 10,
    maxTotalBackupGigabytes: 1000,
    totalVolumesUsed: used.length,
    totalGigabytesUsed: gigabytes(used),
    totalSnapshotsUsed: 0,
    totalBackupsUsed: 0,
    totalBackupGigabytesUsed: 0,
  };
  return jsonResponse(200, { limits: { rate: [], absolute } });
}

function show(call: VolumeCall): Response {
  const id = readTarget(call);
  if (!readUsage(call)) return jsonResponse(200, { quota_set: { ...limitsOf(call), id } });
  const used = usageOf(call, id);
  const amounts = Object.entries(limitsOf(call)).map(([name, limit]): [string, unknown] => [
    name,
    { limit, in_use: used.get(name) ?? 0, reserved: 0 },
  ]);
  return jsonResponse(200, { quota_set: { ...Object.fromEntries(amounts), id } });
}

function defaults(call: VolumeCall): Response {
  const id = readTarget(call);
  return jsonResponse(200, { quota_set: { ...limitsOf(call), id } });
}

/** Whose quotas; Cinder does not ask whether there is such a project. Throws 403. */
function readTarget(call: VolumeCall): string {
  const id = call.req.param('id') ?? '';
  if (owns(call.get('caller'), id)) return id;
  throw cinderErrors.policyForbids('volume_extension:quotas:show');
}

/** Throws 400. */
function readUsage(call: VolumeCall): boolean {
  const wanted = call.req.query('usage') ?? 'false';
  if (/^(1|t|true|on|y|yes)$/i.test(wanted)) return true;
  if (/^(0|f|false|off|n|no)$/i.test(wanted)) return false;
  throw cinderErrors.badRequest(`Value '${wanted}' for 'usage' is not a boolean.`);
}

/** Nothing that is played has a limit; each type has quotas of its own. */
function limitsOf({ env: { store } }: VolumeCall): Readonly<Record<string, number>> {
  const ofTypes = [...store.types.slice(1), ...store.types.slice(0, 1)].flatMap(({ name }) =>
    ['volumes', 'gigabytes', 'snapshots'].map((resource): [string, number] => [`${resource}_${name}`, -1]),
  );
  return {
    volumes: -1,
    per_volume_gigabytes: -1,
    snapshots: -1,
    gigabytes: -1,
    backups: 10,
    backup_gigabytes: 1000,
    ...Object.fromEntries(ofTypes),
    groups: 10,
  };
}

function usageOf(call: VolumeCall, projectId: string): ReadonlyMap<string, number> {
  const own = volumesOf(call, projectId);
  const ofTypes = call.env.store.types.flatMap(({ id, name }): [string, number][] => {
    const ofType = own.filter(({ type }) => type.id === id);
    return [
      [`volumes_${name}`, ofType.length],
      [`gigabytes_${name}`, gigabytes(ofType)],
    ];
  });
  return new Map([['volumes', own.length], ['gigabytes', gigabytes(own)], ...ofTypes]);
}

function volumesOf({ env: { store } }: VolumeCall, project: string): readonly VolumeRecord[] {
  return [...store.volumes.values()].filter(({ projectId }) => projectId === project);
}

function gigabytes(volumes: readonly VolumeRecord[]): number {
  return volumes.reduce((sum, { size }) => sum + size, 0);
}
