import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { defineSchema } from '../../http/schemas';
import type { ComputeCall, ComputeService } from '../nova';
import { groupPolicies, type GroupPolicy, type ServerGroup } from '../records';
import { limited } from './paging';
import { authorize, contextOf, emptyReply, readBody, readQuery, reply } from './requests';

/** Server groups: `policies` as a list below 2.64, `policy` and `rules` from then on (`server_groups.py`). */
export const groupRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-server-groups', handle: list },
  { method: 'POST', path: '/os-server-groups', handle: create },
  { method: 'GET', path: '/os-server-groups/:group', handle: show },
  { method: 'DELETE', path: '/os-server-groups/:group', handle: remove },
];

function list(call: ComputeCall): Response {
  authorize(call, 'os-server-groups:index');
  const query = readQuery(call, ['all_projects', 'limit', 'offset']);
  const isEverybody = query.has('all_projects') && call.get('caller').isAdmin;
  const groups = [...call.env.nova.store.serverGroups.values()].filter(
    ({ projectId }) => isEverybody || projectId === call.get('caller').projectId,
  );
  return reply({ server_groups: limited(groups, query).map((group) => view(call, group)) });
}

function show(call: ComputeCall): Response {
  const group = find(call);
  authorize(call, 'os-server-groups:show', group);
  return reply({ server_group: view(call, group) });
}

function remove(call: ComputeCall): Response {
  const group = find(call);
  authorize(call, 'os-server-groups:delete', group);
  call.env.nova.store.serverGroups.delete(group.uuid);
  return emptyReply(204);
}

function find(call: ComputeCall): ServerGroup {
  const uuid = call.req.param('group') ?? '';
  const group = call.env.nova.store.serverGroups.get(uuid);
  const caller = call.get('caller');
  if (group !== undefined && (caller.isAdmin || group.projectId === caller.projectId)) return group;
  throw novaErrors.notFound(`Instance group ${uuid} could not be found.`);
}

/** Members that are deleted are not shown. */
function view(call: ComputeCall, group: ServerGroup): unknown {
  const version = call.get('version');
  return {
    id: group.uuid,
    name: group.name,
    members: group.members.filter((uuid) => call.env.nova.store.lookUp(uuid) !== undefined),
    ...(version.isAtLeast('2.64')
      ? { policy: group.policy, rules: group.rules }
      : { policies: [group.policy], metadata: {} }),
    ...(version.isAtLeast('2.13') ? { project_id: group.projectId, user_id: group.userId } : {}),
  };
}

interface GroupBody {
  readonly server_group: {
    readonly name: string;
    readonly policies?: readonly GroupPolicy[];
    readonly policy?: GroupPolicy;
    readonly rules?: { readonly max_server_per_host?: number | string };
  };
}

const policiesBefore215 = ['affinity', 'anti-affinity'];

function groupSchema(properties: object, required: string) {
  return defineSchema<GroupBody>({
    type: 'object',
    properties: {
      server_group: {
        type: 'object',
        properties: { name: { type: 'string', minLength: 1, maxLength: 255 }, ...properties },
        required: ['name', required],
        additionalProperties: false,
      },
    },
    required: ['server_group'],
    additionalProperties: false,
  });
}

function listOf(policies: readonly string[]): object {
  return { policies: { type: 'array', items: { enum: policies }, minItems: 1, maxItems: 1 } };
}

const schemas = {
  'before 2.15': groupSchema(listOf(policiesBefore215), 'policies'),
  'before 2.64': groupSchema(listOf(groupPolicies), 'policies'),
  'since 2.64': groupSchema(
    {
      policy: { type: 'string', enum: groupPolicies },
      rules: {
        type: 'object',
        properties: {
          max_server_per_host: { type: ['integer', 'string'], pattern: '^[0-9]*[1-9][0-9]*$', minimum: 1 },
        },
        additionalProperties: false,
      },
    },
    'policy',
  ),
} as const;

async function create(call: ComputeCall): Promise<Response> {
  authorize(call, 'os-server-groups:create');
  const { server_group: body } = await readBody(call, schemas[generation(call)]);
  const policy = body.policy ?? body.policies?.[0];
  if (policy === undefined) throw novaErrors.badRequest('Invalid input: a server group needs a policy');
  if (body.rules?.max_server_per_host !== undefined && policy !== 'anti-affinity') {
    throw novaErrors.badRequest('Only anti-affinity policy supports rules.');
  }
  const { projectId, userId } = contextOf(call);
  const group: ServerGroup = {
    uuid: call.env.ids.uuid(),
    name: body.name,
    policy,
    rules:
      body.rules?.max_server_per_host === undefined
        ? {}
        : { max_server_per_host: Number(body.rules.max_server_per_host) },
    projectId,
    userId,
    members: [],
  };
  call.env.nova.store.serverGroups.set(group.uuid, group);
  return reply({ server_group: view(call, group) });
}

function generation(call: ComputeCall): keyof typeof schemas {
  if (call.get('version').isAtLeast('2.64')) return 'since 2.64';
  return call.get('version').isAtLeast('2.15') ? 'before 2.64' : 'before 2.15';
}
