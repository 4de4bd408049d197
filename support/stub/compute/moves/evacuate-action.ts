import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Microversion } from '../../http/microversions';
import { defineSchema, type Schema } from '../../http/schemas';
import { beginTask } from '../api/guest-actions';
import { authorize, check, contextOf, findServer, reply } from '../api/requests';
import { booleanSchema } from '../api/service-schemas';
import { requireHost, requireState } from '../api/state-guards';
import { recordAction } from '../instance-actions';
import type { ComputeCall, NovaRules } from '../nova';
import { isUp } from '../service-group';
import { evacuateServer } from './evacuate-server';
import { beginMigration } from './migrations';
import { specForMove } from './spec-for-move';

/** What an operator says of an evacuation. */
interface EvacuateBody {
  readonly host?: string;
  readonly adminPass?: string;
  readonly force?: boolean | string;
}

/**
 * The action `evacuate`, for operators, while the server's host is down; 200, with a password below 2.14. Throws 400, 403, 404 and 409.
 * Source: reference B.3, D.2.1, `evacuate.py`, `nova/compute/api.py:evacuate`.
 */
export function evacuate(call: ComputeCall, argument: unknown): Response {
  const version = call.get('version');
  const body = check(schemas.find(([since]) => version.isAtLeast(since))?.[1] ?? oldest, argument);
  const server = findServer(call);
  authorize(call, 'os-evacuate', server);
  const { nova } = call.env;
  const force = isForced(call, body);
  const { host = null } = body;
  if (host !== null && nova.store.computeNode(host) === undefined) {
    throw novaErrors.notFound(`Compute host ${host} not found.`);
  }
  const source = requireHost(server);
  if (host === source) throw novaErrors.badRequest("The target host can't be the same one.");
  requireState('evacuate', server);
  if (isUp(nova, nova.store.computeService(source))) {
    throw novaErrors.badRequest(`Compute service of ${source} is still in use.`);
  }
  beginTask(call, server, 'rebuilding');
  const request = contextOf(call);
  recordAction(nova, request, server, 'evacuate');
  const wish = { type: 'evacuation', status: 'accepted', oldFlavor: null, newFlavor: null } as const;
  const migration = beginMigration(nova, request, server, { ...wish, destinationHost: host });
  const spec = { ...specForMove(nova, server, host), ...(force && { forcedHost: host }) };
  const state = nova.seams.rules.evacuatedState(version);
  nova.time.queue.cast(`rebuild_instance of ${server.name}`, () =>
    evacuateServer(nova, { request, server, spec, migration, state }),
  );
  if (version.isAtLeast('2.14')) return new Response(null, { status: 200, headers: jsonType });
  return reply({ adminPass: body.adminPass ?? call.env.ids.hex().slice(0, 12) });
}

const jsonType = { 'content-type': 'application/json' } as const;

/** Since 2.95 an evacuated server is left shut off, for its owner to start. */
export const evacuatedState: NovaRules['evacuatedState'] = (version) =>
  version.isAtLeast('2.95') ? 'shut off' : 'as before';

/** A host that was named below 2.29, or with `force`, is taken without a look at the filters. Throws 400. */
function isForced(call: ComputeCall, { host, force = false }: EvacuateBody): boolean {
  if (!call.get('version').isAtLeast('2.29')) return host !== undefined;
  const isWanted = call.env.nova.seams.rules.readsFlag(force);
  if (isWanted && host === undefined) throw novaErrors.badRequest("Can't force to a non-provided destination");
  return isWanted;
}

const host = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9-._]*$' } as const;
const common = { host, adminPass: { type: 'string' } } as const;

function schemaOf(properties: object, required: readonly string[] = []): Schema<EvacuateBody> {
  return defineSchema({
    type: 'object',
    properties: { ...common, ...properties },
    required,
    additionalProperties: false,
  });
}

const oldest = schemaOf({ onSharedStorage: booleanSchema }, ['onSharedStorage']);

/** Newest first (`schemas/evacuate.py`). */
const schemas: readonly (readonly [since: Parameters<Microversion['isAtLeast']>[0], schema: Schema<EvacuateBody>])[] = [
  ['2.68', schemaOf({})],
  ['2.29', schemaOf({ force: booleanSchema })],
  ['2.14', schemaOf({})],
];
