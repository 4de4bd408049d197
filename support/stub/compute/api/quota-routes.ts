import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Microversion } from '../../http/microversions';
import type { ComputeCall, ComputeService, Quota } from '../nova';
import { usageOf } from './quota';
import { authorize, contextOf, readQuery, reply } from './requests';

/** `os-quota-sets`, which are read here and cannot be changed (`quota_sets.py`). */
export const quotaRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-quota-sets/:id', handle: show },
  { method: 'GET', path: '/os-quota-sets/:id/detail', handle: detail },
  { method: 'GET', path: '/os-quota-sets/:id/defaults', handle: defaults },
];

async function show(call: ComputeCall): Promise<Response> {
  const { id } = readTarget(call, 'os-quota-sets:show');
  await requireProject(call, id);
  return replySet(call, id, limitsOf(call.env.quota));
}

async function detail(call: ComputeCall): Promise<Response> {
  const { id, userId } = readTarget(call, 'os-quota-sets:detail');
  await requireProject(call, id);
  const used: Readonly<Record<string, number>> = countsOf(usageOf(call, id, userId), groupsOf(call, id, userId));
  const amounts = Object.entries(limitsOf(call.env.quota)).map(([name, limit]): [string, unknown] => [
    name,
    { limit, in_use: used[name] ?? 0, reserved: 0 },
  ]);
  return replySet(call, id, Object.fromEntries(amounts));
}

/** Every project has the same limits. */
async function defaults(call: ComputeCall): Promise<Response> {
  authorize(call, 'os-quota-sets:defaults');
  const id = call.req.param('id') ?? '';
  await requireProject(call, id);
  return replySet(call, id, limitsOf(call.env.quota));
}

function readTarget(call: ComputeCall, policy: 'os-quota-sets:show' | 'os-quota-sets:detail') {
  const query = readQuery(call, ['user_id']);
  const id = call.req.param('id') ?? '';
  authorize(call, policy, { projectId: id });
  return { id, userId: query.get('user_id')?.[0] };
}

/** Nova asks Keystone. Throws 400. */
async function requireProject(call: ComputeCall, id: string): Promise<void> {
  if (await call.env.nova.identity.mayBeProject(id, contextOf(call).authToken)) return;
  throw novaErrors.badRequest(`Project ID ${id} is not a valid project.`);
}

function replySet(call: ComputeCall, id: string, amounts: Readonly<Record<string, unknown>>): Response {
  const shown = Object.entries(amounts).filter(([name]) => isShown(name, call.get('version')));
  return reply({ quota_set: { id, ...Object.fromEntries(shown) } });
}

/** What is of networks went with 2.36, what is of files with 2.57. */
function isShown(name: string, version: Microversion): boolean {
  if (['fixed_ips', 'floating_ips', 'security_group_rules', 'security_groups'].includes(name)) {
    return !version.isAtLeast('2.36');
  }
  return !name.startsWith('injected_file') || !version.isAtLeast('2.57');
}

function limitsOf({ cores, instances, ramMb }: Quota) {
  return {
    cores,
    fixed_ips: -1,
    floating_ips: -1,
    injected_file_content_bytes: 10240,
    injected_file_path_bytes: 255,
    injected_files: 5,
    instances,
    key_pairs: 100,
    metadata_items: 128,
    ram: ramMb,
    security_group_rules: -1,
    security_groups: -1,
    server_group_members: 10,
    server_groups: 10,
  } as const;
}

function countsOf({ cores, instances, ramMb }: Quota, groups: number) {
  return { cores, instances, ram: ramMb, server_groups: groups };
}

function groupsOf(call: ComputeCall, id: string, userId: string | undefined): number {
  const groups = [...call.env.nova.store.serverGroups.values()];
  return groups.filter((group) => group.projectId === id && group.userId === (userId ?? group.userId)).length;
}
