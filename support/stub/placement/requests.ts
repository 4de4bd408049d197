import { acceptable, mediaType, readJson } from '../http/bodies';
import { bodyText } from '../http/body-limit';
import type { Call } from '../http/call';
import { placementErrors } from '../http/dialects/placement-dialect';
import { jsonResponse } from '../http/errors';
import type { Schema, SchemaProblem } from '../http/schemas';
import type { PlacementService } from './placement';
import type { Provider } from './store';

/** One request to Placement. */
export type PlacementCall = Call<PlacementService>;

/** Refuses a body that is not JSON by its content type. Throws 415, or 400 for content without a type. */
export function requireJson(call: PlacementCall): void {
  const type = mediaType(call.req.raw);
  const length = Number(call.req.header('content-length') ?? 0);
  if (type === '' && length > 0) {
    throw placementErrors.badRequest('content-type header required when content-length > 0');
  }
  if (type === 'application/json') return;
  throw placementErrors.unsupportedMediaType(
    `The media type ${type === '' ? 'None' : type} is not supported, use application/json`,
  );
}

/** Refuses a client who accepts no JSON. Throws 406. */
export function requireJsonAccepted(call: PlacementCall): void {
  const accept = call.req.header('accept');
  if (accept === undefined || accept === '') return;
  if (acceptable(accept, ['application/json']).length === 0) {
    throw placementErrors.notAcceptable('Only application/json is provided');
  }
}

/** The body, checked. Throws 400 with Placement's texts. */
export async function readBody<T>(call: PlacementCall, schema: Schema<T>): Promise<T> {
  const json = readJson(await bodyText(call));
  if (json.kind === 'malformed') throw placementErrors.badRequest(`Malformed JSON: ${json.reason}`);
  const result = schema.read(json.value);
  if (result.kind === 'invalid') {
    throw placementErrors.badRequest(`JSON does not validate: ${describe(result.problem)}`);
  }
  return result.value;
}

/** The query as a flat object, checked; of a name given twice the last counts. Throws 400. */
export function readQuery<T>(call: PlacementCall, schema: Schema<T>): T {
  const query = Object.fromEntries(new URL(call.req.url).searchParams);
  const result = schema.read(query);
  if (result.kind === 'invalid') {
    throw placementErrors.badRequest(`Invalid query string parameters: ${describe(result.problem)}`);
  }
  return result.value;
}

/** The provider of the path. Throws 404 `No resource provider with uuid <u> found`, in `words` of the route if given. */
export function findProvider(
  call: PlacementCall,
  words: (uuid: string, text: string) => string = (_uuid, text) => text,
): Provider {
  const uuid = call.req.param('provider') ?? '';
  const provider = call.env.store.providers.get(uuid);
  if (provider === undefined) {
    throw placementErrors.notFound(words(uuid, `No resource provider with uuid ${uuid} found`));
  }
  return provider;
}

/** The path below which links start: the public address without its origin. */
export function linkPrefix(call: PlacementCall): string {
  return new URL(call.env.publicUrl).pathname.replace(/\/$/, '');
}

/** The headers that replies carry from 1.15 on. `changedAt` is in milliseconds since 1970; now when left out. */
export function freshness(call: PlacementCall, changedAt?: number): Readonly<Record<string, string>> {
  if (!call.get('version').isAtLeast('1.15')) return {};
  const moment = new Date(changedAt ?? call.env.clock.now());
  return { 'last-modified': moment.toUTCString(), 'cache-control': 'no-cache' };
}

/** A JSON reply with the headers of 1.15. */
export function reply(call: PlacementCall, body: unknown, changedAt?: number, status = 200): Response {
  return jsonResponse(status, body, freshness(call, changedAt));
}

/** A reply without a body. */
export function emptyReply(status: 201 | 204, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers });
}

function describe(problem: SchemaProblem): string {
  const at = problem.path.map((part) => `['${part}']`).join('');
  return `${problem.reason}\n\nOn instance${at}`;
}
