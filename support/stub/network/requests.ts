import { readJson } from '../http/bodies';
import { bodyText } from '../http/body-limit';
import { neutronErrors } from '../http/dialects/neutron';
import { jsonResponse } from '../http/errors';
import { entryOf } from '../http/lookup';
import type { Schema } from '../http/schemas';
import type { Call } from '../http/service';
import type { NetworkService } from './network';
import type { Json, Onlooker } from './views';

/** One request to Neutron. */
export type NetworkCall = Call<NetworkService>;

/** As whom the caller sees things. */
export function onlooker({ env: { seams }, var: { caller } }: NetworkCall): Onlooker {
  return seams.rules.isPrivileged(caller) ? 'privileged' : 'anybody';
}

/**
 * The attributes of one resource from the body, checked. `attributes` are those that Neutron knows of it. Throws 400
 * (`neutron/pecan_wsgi/hooks/body_validation.py`, `neutron/api/v2/base.py:prepare_request_body`).
 */
export async function readResource<T>(
  call: NetworkCall,
  resource: string,
  attributes: ReadonlySet<string>,
  schema: Schema<T>,
): Promise<T> {
  const json = readJson(await bodyText(call));
  if (json.kind === 'malformed' || !isObject(json.value)) throw badRequest('Body contains invalid data');
  const wanted = json.value[resource];
  if (wanted === undefined || wanted === null) throw badRequest(`Unable to find '${resource}' in request body`);
  if (!isObject(wanted)) throw badRequest(`Object '${resource}' contains invalid data`);
  const unknown = Object.keys(wanted).filter((name) => !attributes.has(name));
  if (unknown.length > 0) throw badRequest(`Unrecognized attribute(s) '${unknown.join(', ')}'`);
  const result = schema.read(wanted);
  if (result.kind === 'valid') return result.value;
  const { path, reason } = result.problem;
  const [name] = path;
  if (name === undefined) {
    const missing = /^'(\w+)' is a required property$/.exec(reason)?.[1];
    throw badRequest(`Failed to parse request. Required attribute '${missing ?? resource}' not specified`);
  }
  throw badRequest(`Invalid input for ${name}. Reason: ${reason}.`);
}

/** A list reply: filtered by the query, with the `fields` asked for, paged by `limit` and `marker` (reference D.5). */
export function replyList(call: NetworkCall, collection: string, items: readonly Json[]): Response {
  const query = new URL(call.req.url).searchParams;
  const matching = items.filter((item) => matches(item, query));
  const page = paged(call, collection, matching, query);
  const fields = query.getAll('fields').flatMap((value) => value.split(','));
  const shown = page.items.map((item) => (fields.length === 0 ? item : pick(item, fields)));
  return jsonResponse(200, { [collection]: shown, ...page.links });
}

/** A 400 of Neutron's. */
export function badRequest(message: string) {
  return neutronErrors.badRequest('HTTPBadRequest', message);
}

const reserved = new Set(['fields', 'limit', 'marker', 'page_reverse', 'sort_key', 'sort_dir']);

function matches(item: Json, query: URLSearchParams): boolean {
  for (const name of new Set(query.keys())) {
    if (reserved.has(name) || !Object.hasOwn(item, name)) continue;
    if (!query.getAll(name).some((wanted) => equals(item[name], wanted))) return false;
  }
  return true;
}

function equals(value: unknown, wanted: string): boolean {
  if (typeof value === 'boolean') return ['true', '1'].includes(wanted.toLowerCase()) === value;
  if (!Array.isArray(value)) return String(value) === wanted;
  const [, key, part] = /^(\w+)=(.*)$/.exec(wanted) ?? [];
  return value.some((entry: unknown) => (isObject(entry) ? entryOf(entry, key ?? '') === part : entry === wanted));
}

function paged(call: NetworkCall, collection: string, items: readonly Json[], query: URLSearchParams) {
  const limit = query.get('limit');
  const marker = query.get('marker');
  if (limit === null && marker === null) return { items, links: {} };
  if (limit !== null && !/^\d+$/.test(limit)) {
    throw badRequest(`Limit must be an integer 0 or greater and not '${limit}'`);
  }
  const sorted = [...items].sort((one, other) => (String(one['id']) < String(other['id']) ? -1 : 1));
  const after = marker === null ? sorted : sorted.slice(sorted.findIndex((item) => item['id'] === marker) + 1);
  const size = limit === null || limit === '0' ? after.length : Number(limit);
  const page = after.slice(0, size);
  const last = page.at(-1);
  if (page.length === after.length || last === undefined) return { items: page, links: {} };
  query.set('marker', String(last['id']));
  const href = `${call.env.publicUrl}${call.req.path}?${query.toString()}`;
  return { items: page, links: { [`${collection}_links`]: [{ rel: 'next', href }] } };
}

function pick(item: Json, fields: readonly string[]): Json {
  return Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
