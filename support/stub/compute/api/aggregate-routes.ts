import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { withEntry, withoutEntry } from '../../http/lookup';
import { defineSchema, pythonRepr } from '../../http/schemas';
import type { ComputeCall, ComputeService } from '../nova';
import type { Aggregate } from '../records';
import { microseconds, microsecondsOrNull } from '../times';
import { authorize, check, readAction, readBody, reply } from './requests';

/** Host aggregates, which give hosts their zone (`aggregates.py`). */
export const aggregateRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-aggregates', handle: list },
  { method: 'POST', path: '/os-aggregates', handle: create },
  { method: 'GET', path: '/os-aggregates/:aggregate', handle: show },
  { method: 'PUT', path: '/os-aggregates/:aggregate', handle: update },
  { method: 'DELETE', path: '/os-aggregates/:aggregate', handle: remove },
  { method: 'POST', path: '/os-aggregates/:aggregate/action', handle: act },
];

function list(call: ComputeCall): Response {
  authorize(call, 'os-aggregates:index');
  return reply({ aggregates: call.env.nova.store.aggregates.map((aggregate) => view(call, aggregate)) });
}

function show(call: ComputeCall): Response {
  authorize(call, 'os-aggregates:show');
  return reply({ aggregate: view(call, find(call)) });
}

function remove(call: ComputeCall): Response {
  authorize(call, 'os-aggregates:delete');
  const { aggregates } = call.env.nova.store;
  const aggregate = find(call);
  if (aggregate.hosts.length > 0) {
    throw novaErrors.badRequest(`Cannot remove aggregate '${aggregate.id}'. Reason: Host aggregate is not empty.`);
  }
  aggregates.splice(aggregates.indexOf(aggregate), 1);
  return new Response(null, { status: 200, headers: { 'content-type': 'application/json' } });
}

function find(call: ComputeCall): Aggregate {
  return findAggregate(call, call.req.param('aggregate') ?? '');
}

/** An aggregate by its number. Throws 400 and 404. */
export function findAggregate(call: ComputeCall, id: string): Aggregate {
  if (!/^\d+$/.test(id)) throw novaErrors.badRequest(`Invalid aggregate ID ${id}: it should be an integer`);
  const aggregate = call.env.nova.store.aggregates.find((known) => known.id === Number(id));
  if (aggregate === undefined) throw novaErrors.notFound(`Aggregate ${id} could not be found.`);
  return aggregate;
}

function view(call: ComputeCall, aggregate: Aggregate): Record<string, unknown> {
  return { ...basicView(call, aggregate), hosts: aggregate.hosts, metadata: aggregate.metadata };
}

/** As the reply to its creation shows it. */
function basicView(call: ComputeCall, aggregate: Aggregate): Record<string, unknown> {
  return {
    id: aggregate.id,
    name: aggregate.name,
    availability_zone: aggregate.metadata['availability_zone'] ?? null,
    created_at: microseconds(aggregate.createdAt),
    updated_at: microsecondsOrNull(aggregate.updatedAt),
    deleted: false,
    deleted_at: null,
    ...(call.get('version').isAtLeast('2.41') ? { uuid: aggregate.uuid } : {}),
  };
}

const name = { type: 'string', minLength: 1, maxLength: 255 } as const;
const zone = { type: ['string', 'null'], minLength: 1, maxLength: 255, pattern: '^[^:]*$' } as const;

const createSchema = defineSchema<{ aggregate: { name: string; availability_zone?: string | null } }>({
  type: 'object',
  properties: {
    aggregate: {
      type: 'object',
      properties: { name, availability_zone: zone },
      required: ['name'],
      additionalProperties: false,
    },
  },
  required: ['aggregate'],
  additionalProperties: false,
});

async function create(call: ComputeCall): Promise<Response> {
  authorize(call, 'os-aggregates:create');
  const { aggregate: body } = await readBody(call, createSchema);
  const { store } = call.env.nova;
  if (store.aggregates.some((known) => known.name === body.name)) {
    throw novaErrors.conflict(`Aggregate ${body.name} already exists.`);
  }
  const aggregate: Aggregate = {
    id: store.nextId('aggregates'),
    uuid: call.env.ids.uuid(),
    name: body.name,
    metadata: typeof body.availability_zone === 'string' ? { availability_zone: body.availability_zone } : {},
    hosts: [],
    createdAt: call.env.clock.now(),
    updatedAt: null,
  };
  store.aggregates.push(aggregate);
  return reply({ aggregate: basicView(call, aggregate) });
}

const updateSchema = defineSchema<{ aggregate: { name?: string; availability_zone?: string | null } }>({
  type: 'object',
  properties: {
    aggregate: {
      type: 'object',
      properties: { name, availability_zone: zone },
      minProperties: 1,
      additionalProperties: false,
    },
  },
  required: ['aggregate'],
  additionalProperties: false,
});

/** Another name, another zone (`nova/compute/api.py:update_aggregate`). */
async function update(call: ComputeCall): Promise<Response> {
  const { aggregate: wish } = await readBody(call, updateSchema);
  authorize(call, 'os-aggregates:update');
  const aggregate = find(call);
  if (call.env.nova.store.aggregates.some((other) => other !== aggregate && other.name === wish.name)) {
    throw novaErrors.conflict(`Aggregate ${wish.name ?? ''} already exists.`);
  }
  aggregate.name = wish.name ?? aggregate.name;
  if (wish.availability_zone !== undefined) {
    requireSafeZone(call, aggregate, wish.availability_zone, 'update aggregate');
    aggregate.metadata = withEntry(aggregate.metadata, 'availability_zone', wish.availability_zone);
  }
  aggregate.updatedAt = call.env.clock.now();
  return reply({ aggregate: view(call, aggregate) });
}

/**
 * Refuses a zone that would change where servers are, or be a second one of a host. Throws 400
 * (`nova/compute/api.py:is_safe_to_update_az`).
 */
function requireSafeZone(
  call: ComputeCall,
  aggregate: Aggregate,
  wanted: string | null,
  doing: 'update aggregate' | 'update metadata of aggregate',
): asserts wanted is string {
  const { store } = call.env.nova;
  const refuse = (reason: string): never => {
    throw novaErrors.badRequest(`Cannot ${doing} ${aggregate.id}. Reason: ${reason}.`);
  };
  if ((wanted ?? '') === '') refuse(`Aggregate ${aggregate.name} does not support empty named availability zone`);
  const others = store.aggregates
    .filter((other) => other !== aggregate && other.hosts.some((host) => aggregate.hosts.includes(host)))
    .flatMap(({ metadata }) => metadata['availability_zone'] ?? [])
    .filter((other) => other !== wanted);
  if (others.length > 0) refuse(`One or more hosts already in availability zone(s) ${pythonRepr(others)}`);
  if (aggregate.metadata['availability_zone'] === wanted) return;
  if (aggregate.hosts.some((host) => store.serversOn(host).length > 0)) {
    refuse('One or more hosts contain instances in this zone');
  }
}

const hostSchema = defineSchema<{ host: string }>({
  type: 'object',
  properties: { host: name },
  required: ['host'],
  additionalProperties: false,
});

const metadataSchema = defineSchema<{ metadata: Record<string, string | null> }>({
  type: 'object',
  properties: { metadata: { type: 'object', additionalProperties: { type: ['string', 'null'], maxLength: 255 } } },
  required: ['metadata'],
  additionalProperties: false,
});

type Action = 'add_host' | 'remove_host' | 'set_metadata';

const actions: Readonly<Record<Action, (call: ComputeCall, aggregate: Aggregate, argument: unknown) => void>> = {
  add_host: (call, aggregate, argument) => {
    const host = check(hostSchema, argument).host;
    requireHost(call, host);
    if (aggregate.hosts.includes(host)) {
      throw novaErrors.conflict(`Cannot add host to aggregate ${aggregate.id}. Reason: host ${host} is in it already.`);
    }
    requireOneZone(call, aggregate, host);
    aggregate.hosts.push(host);
  },
  remove_host: (call, aggregate, argument) => {
    const host = check(hostSchema, argument).host;
    const at = aggregate.hosts.indexOf(host);
    if (at === -1) throw novaErrors.notFound(`Cannot remove host ${host} in aggregate ${aggregate.id}: not found.`);
    requireHost(call, host);
    aggregate.hosts.splice(at, 1);
  },
  set_metadata: (call, aggregate, argument) => {
    const { metadata } = check(metadataSchema, argument);
    const { availability_zone: wanted } = metadata;
    if (wanted !== undefined) requireSafeZone(call, aggregate, wanted, 'update metadata of aggregate');
    for (const [key, value] of Object.entries(metadata)) {
      aggregate.metadata =
        value === null ? withoutEntry(aggregate.metadata, key) : withEntry(aggregate.metadata, key, value);
    }
  },
};

async function act(call: ComputeCall): Promise<Response> {
  const { name: action, argument } = await readAction(call);
  if (!isAction(action)) throw novaErrors.badRequest(`There is no such action: ${action}`);
  authorize(call, `os-aggregates:${action}`);
  const aggregate = find(call);
  actions[action](call, aggregate, argument);
  aggregate.updatedAt = call.env.clock.now();
  return reply({ aggregate: view(call, aggregate) });
}

function isAction(name: string): name is Action {
  return Object.hasOwn(actions, name);
}

function requireHost(call: ComputeCall, host: string): void {
  const isThere = call.env.nova.store.services.some(
    (service) => service.binary === 'nova-compute' && service.host === host,
  );
  if (!isThere) throw novaErrors.notFound(`Compute host ${host} could not be found.`);
}

/** A host is in one zone only. */
function requireOneZone(call: ComputeCall, aggregate: Aggregate, host: string): void {
  const wanted = aggregate.metadata['availability_zone'];
  const other = call.env.nova.store.aggregates.find(
    ({ hosts, metadata }) =>
      hosts.includes(host) && metadata['availability_zone'] !== undefined && metadata['availability_zone'] !== wanted,
  );
  if (wanted === undefined || other === undefined) return;
  throw novaErrors.conflict(
    `Cannot add host to aggregate ${aggregate.id}. Reason: One or more hosts already in availability zone(s) ` +
      `['${other.metadata['availability_zone'] ?? ''}'].`,
  );
}
