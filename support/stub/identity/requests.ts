import { mediaType, readJson } from '../http/bodies';
import { bodyText } from '../http/body-limit';
import type { Call } from '../http/call';
import { keystoneErrors } from '../http/dialects/keystone-dialect';
import type { ApiError } from '../http/errors';
import type { Schema, SchemaProblem } from '../http/schemas';
import type { IdentityService } from './keystone';
import type { Token } from './store';

/** One request to Keystone. */
export type IdentityCall = Call<IdentityService>;

/** Keystone's words for something that it expected (`exception.ValidationError`). */
export function expected(attribute: string, target: string): ApiError {
  return keystoneErrors.badRequest(
    `Expecting to find ${attribute} in ${target}. The server could not comply with the request since it is either ` +
      'malformed or otherwise incorrect. The client is assumed to be in error.',
  );
}

/** The body, a JSON object, checked. Throws 400 (`json_body.py`, `validation/validators.py`). */
export async function readBody<T>(call: IdentityCall, schema: Schema<T>): Promise<T> {
  const type = mediaType(call.req.raw);
  if (type !== '' && type !== 'application/json' && !type.endsWith('+json')) {
    throw expected('application/json', 'Content-Type header');
  }
  const json = readJson(await bodyText(call));
  if (json.kind === 'malformed' || typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) {
    throw expected('valid JSON', 'request body');
  }
  const result = schema.read(json.value);
  if (result.kind === 'invalid') throw keystoneErrors.badRequest(describe(result.problem));
  return result.value;
}

/** The token by which the caller signed in. Throws 401. */
export function callerToken(call: IdentityCall): Token {
  const token = validToken(call.env, call.req.header('x-auth-token') ?? '');
  if (token === undefined) throw keystoneErrors.unauthorized(call.env.publicUrl);
  return token;
}

/** A token that is known and has not expired. */
export function validToken({ store, clock }: IdentityService, value: string): Token | undefined {
  const token = store.tokens.get(value);
  return token === undefined || token.expiresAt <= clock.now() ? undefined : token;
}

function describe({ path, reason }: SchemaProblem): string {
  return path.length === 0 ? reason : `Invalid input for field '${path.join('/')}': ${reason}`;
}
