import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Microversion } from '../../http/microversions';
import { NotPlayed } from '../../http/not-played';
import { defineSchema } from '../../http/schemas';
import type { ComputeCall, ComputeService } from '../nova';
import type { Quota } from '../quota';
import { quotaOf, usageOf } from './quota';
import { authorize, contextOf, readBody, readQuery, reply } from './requests';

/** `os-quota-sets`: read, and of servers, cores and RAM changed (`quota_sets.py`). */
export const quotaRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-quota-sets/:id', handle: show },
  { method: 'PUT', path: '/os-quota-sets/:id', handle: update },
  { method: 'GET', path: '/os-quota-sets/:id/detail', handle: detail },
  { method: 'GET', path: '/os-quota-sets/:id/defaults', handle: defaults },
];

async function show(call: ComputeCall): Promise<Response> {
  const { id } = readTarget(call, 'os-quota-sets:show');
  await requireProject(call, id);
  return replySet(call, id, limitsOf(quotaOf(call, id)));
}

async function detail(call: ComputeCall): Promise<Response> {
  const { id, userId } = readTarget(call, 'os-quota-sets:detail');
  await requireProject(call, id);
  const used: Readonly<Record<string, number>> = countsOf(usageOf(call, id, userId), groupsOf(call, id, userId));
  const amounts = Object.entries(limitsOf(quotaOf(call, id))).map(([name, limit]): [string, unknown] => [
    name,
    { limit, in_use: used[name] ?? 0, reserved: 0 },
  ]);
  return replySet(call, id, Object.fromEntries(amounts));
}

/** Throws 400 for less than the project uses, unless the operator insists, and 501 for any other quota than a server's. */
async function update(call: ComputeCall): Promise<Response> {
  readQuery(call, []);
  const { force, instances, cores, ram, ...others } = (await readBody(call, updateSchema)).quota_set;
  authorize(call, 'os-quota-sets:update');
  const id = call.req.param('id') ?? '';
  await requireProject(call, id);
  const unplayed = Object.keys(others).at(0);
  if (unplayed !== undefined) throw new NotPlayed(`the quota of ${unplayed}`);
  const used = usageOf(call, id);
  const wanted = { instances, cores, ramMb: ram };
  const set = quotaKeys.flatMap((key) => {
    const limit = wanted[key];
    if (limit === undefined) return [];
    const least = used[key];
    if (force !== true && limit >= 0 && limit < least) {
      throw novaErrors.badRequest(
        `Quota limit ${limit} for ${nameOf[key]} must be greater than or equal to already used and reserved ${least}.`,
      );
    }
    return [[key, limit] as const];
  });
  const { quotas } = call.env.nova.store;
  quotas.set(id, { ...quotas.get(id), ...Object.fromEntries(set) });
  return replySet(call, undefined, limitsOf(quotaOf(call, id)));
}

const quotaKeys = ['instances', 'cores', 'ramMb'] as const;
const nameOf = { instances: 'instances', cores: 'cores', ramMb: 'ram' } as const;

interface QuotaChange {
  readonly force?: boolean;
  readonly instances?: number;
  readonly cores?: number;
  readonly ram?: number;
}

const limit = { type: 'integer', minimum: -1, maximum: 2147483647 } as const;
const updateSchema = defineSchema<{ readonly quota_set: QuotaChange }>({
  type: 'object',
  properties: {
    quota_set: {
      type: 'object',
      properties: {
        force: { type: 'boolean' },
        ...Object.fromEntries(
          ['instances', 'cores', 'ram', 'metadata_items', 'key_pairs', 'server_groups', 'server_group_members'].map(
            (name) => [name, limit],
          ),
        ),
      },
      additionalProperties: false,
    },
  },
  required: ['quota_set'],
  additionalProperties: false,
});

/** Every project has the same limits unless an operator has set others. */
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

function replySet(call: ComputeCall, id: string | undefined, amounts: Readonly<Record<string, unknown>>): Response {
  const shown = Object.entries(amounts).filter(([name]) => isShown(name, call.get('version')));
  return reply({ quota_set: { ...(id === undefined ? {} : { id }), ...Object.fromEntries(shown) } });
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
