import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Microversion } from '../../http/microversions';
import { NotPlayed } from '../../http/not-played';
import { defineSchema, type Schema } from '../../http/schemas';
import type { ComputeCall } from '../nova';
import { isUp } from '../service-group';
import { authorize, check, findServer } from './requests';
import { booleanSchema } from './service-schemas';
import { requireHost } from './state-guards';

/**
 * The action `evacuate` (reference D.2.1; `evacuate.py`): for operators, and refused with 400 while the host is up. The
 * embedded cloud moves no servers: it answers 501 to all else. Throws 400, 403, 404 and 409.
 */
export function evacuateServer(call: ComputeCall, argument: unknown): Response {
  const version = call.get('version');
  check(schemas.find(([since]) => version.isAtLeast(since))?.[1] ?? oldest, argument);
  const server = findServer(call);
  authorize(call, 'os-evacuate', server);
  const host = requireHost(server);
  const { nova } = call.env;
  if (isUp(nova, nova.store.computeService(host))) {
    throw novaErrors.badRequest(`Compute service of ${host} is still in use.`);
  }
  throw new NotPlayed('the action evacuate of servers');
}

const host = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9-._]*$' } as const;
const common = { host, adminPass: { type: 'string' } } as const;

function schemaOf(properties: object, required: readonly string[] = []): Schema<object> {
  return defineSchema({
    type: 'object',
    properties: { ...common, ...properties },
    required,
    additionalProperties: false,
  });
}

const oldest = schemaOf({ onSharedStorage: booleanSchema }, ['onSharedStorage']);

/** Newest first (`schemas/evacuate.py`). */
const schemas: readonly (readonly [since: Parameters<Microversion['isAtLeast']>[0], schema: Schema<object>])[] = [
  ['2.68', schemaOf({})],
  ['2.29', schemaOf({ force: booleanSchema })],
  ['2.14', schemaOf({})],
];
