import { mediaType, readJson } from '../../http/bodies';
import { bodyText } from '../../http/body-limit';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { jsonResponse } from '../../http/errors';
import { NotPlayed } from '../../http/not-played';
import { echo, pythonRepr, type Schema, type SchemaProblem } from '../../http/schemas';
import { isObject } from '../neighbours/read-json';
import type { ComputeCall, NovaRules } from '../nova';
import { fullPolicyName, type PolicyName, type PolicyTarget } from '../policies';
import type { Server } from '../records';
import type { RequestContext } from '../request-context';

/** What of a request outlives its reply. Throws 403 for a token without a project. */
export function contextOf(call: ComputeCall): RequestContext {
  const { userId, userName, projectId = '', projectName = '', roles } = call.get('caller');
  const authToken = call.req.header('x-auth-token') ?? '';
  return { requestId: call.get('requestId'), userId, userName, projectId, projectName, roles, authToken };
}

/** Whether the caller may do something; its own project is the target when none is named. */
export function may(call: ComputeCall, policy: PolicyName, target?: PolicyTarget): boolean {
  const caller = call.get('caller');
  return call.env.nova.seams.policies[policy](caller, target ?? { projectId: caller.projectId });
}

/** Lets only those go on who may. Throws 403 `Policy doesn't allow <rule> to be performed.` */
export function authorize(call: ComputeCall, policy: PolicyName, target?: PolicyTarget): void {
  if (!may(call, policy, target)) throw novaErrors.policyForbids(fullPolicyName(policy));
}

/**
 * The body, checked. Throws 415 for another content type, 400 `Malformed request body`, 400 for what the schema refuses
 * (reference D.2; `wsgi.py:_process_stack`, `api/validation/validators.py`).
 */
export async function readBody<T>(call: ComputeCall, schema: Schema<T>): Promise<T> {
  return check(schema, await readJsonBody(call));
}

/** A part of a body, checked. Throws 400 with Nova's text. */
export function check<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.read(value);
  if (result.kind === 'valid') return result.value;
  throw novaErrors.badRequest(describe('field/attribute', result.problem));
}

/** The body of an action request: one name with its argument. Throws 400 (`wsgi.py:action_peek`). */
export async function readAction(call: ComputeCall): Promise<{ readonly name: string; readonly argument: unknown }> {
  const body = await readJsonBody(call);
  const entries = isObject(body) ? Object.entries(body) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw novaErrors.badRequest('Malformed request body');
  return { name: entry[0], argument: entry[1] };
}

/** The body before any schema; null when there is none. Throws 415 and 400. */
async function readJsonBody(call: ComputeCall): Promise<unknown> {
  const type = mediaType(call.req.raw);
  if (!jsonTypes.includes(type)) throw novaErrors.unsupportedMediaType('Unsupported Content-Type');
  const text = await bodyText(call);
  if (text === '') return null;
  const json = readJson(text);
  if (json.kind === 'malformed') throw novaErrors.badRequest('Malformed request body');
  return json.value;
}

/** `text/plain` and none at all are read as JSON, as Nova does. */
const jsonTypes: readonly string[] = ['', 'text/plain', 'application/json', 'application/vnd.openstack.compute+json'];

/** A query: each parameter with its values, in their order. */
export type Query = ReadonlyMap<string, readonly string[]>;

/** What a route makes of parameters that it does not know. */
export interface OtherParameters {
  /** What the real route takes and this one does not: 501. */
  readonly unplayed?: readonly string[];
  /** The words for all others, from 2.75 on. */
  readonly refuse?: (name: string) => string;
}

/**
 * The query, checked. Unknown names are left out below 2.75 and refused from then on (400); what is not played is refused
 * at any version (501).
 */
export function readQuery(call: ComputeCall, known: readonly string[], others: OtherParameters = {}): Query {
  const { unplayed = [], refuse = unexpected } = others;
  const query = new Map<string, string[]>();
  for (const [name, value] of new URL(call.req.url).searchParams) {
    if (unplayed.includes(name)) throw new NotPlayed(`the parameter "${name}" of ${call.req.method} ${call.req.path}`);
    if (known.includes(name)) query.set(name, [...(query.get(name) ?? []), value]);
    else if (call.get('version').isAtLeast('2.75')) throw novaErrors.badRequest(refuse(name));
  }
  return query;
}

function unexpected(name: string): string {
  return `Additional properties are not allowed (${pythonRepr(name)} was unexpected)`;
}

/** A server that the caller may know of. Throws 404 for one of another project, as for one that is not there. */
export function findServer(call: ComputeCall, uuid = call.req.param('server') ?? ''): Server {
  const server = call.env.nova.store.lookUp(uuid)?.server;
  if (server !== undefined && isVisible(call, server)) return server;
  throw novaErrors.notFound(`Instance ${uuid} could not be found.`);
}

/** Whether the caller knows of a server. */
export function isVisible(call: ComputeCall, server: Server): boolean {
  return call.env.nova.seams.rules.seesServer(call.get('caller'), server);
}

/** The lookup of a user who is no admin is limited to the project. */
export const seesServer: NovaRules['seesServer'] = (caller, { projectId }) =>
  caller.isAdmin || caller.projectId === projectId;

/** A JSON reply. */
export function reply(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return jsonResponse(status, body, headers);
}

/** A reply without a body. */
export function emptyReply(status: 202 | 204): Response {
  return new Response(null, { status, headers: { 'content-type': 'application/json' } });
}

function describe(what: string, { path, value, reason }: SchemaProblem): string {
  const last = path.at(-1);
  return last === undefined ? reason : `Invalid input for ${what} ${last}. Value: ${echo(value)}. ${reason}`;
}
