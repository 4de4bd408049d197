import { type JsonResult, readJson } from '../http/bodies';
import { bodyText } from '../http/body-limit';
import type { Call } from '../http/call';
import { neutronErrors } from '../http/dialects/neutron-dialect';
import { entryOf } from '../http/lookup';
import { NotPlayed } from '../http/not-played';
import type { Schema } from '../http/schemas';
import type { NetworkService } from './neutron';
import { isPrivileged } from './policy';
import type { Onlooker } from './views';

/** One request to Neutron. */
export type NetworkCall = Call<NetworkService>;

/** As whom the caller sees things. */
export function onlooker({ var: { caller } }: NetworkCall): Onlooker {
  return isPrivileged(caller) ? 'privileged' : 'anybody';
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
  const wanted = attributesIn(readJson(await bodyText(call)), resource);
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

function attributesIn(json: JsonResult, resource: string): Readonly<Record<string, unknown>> {
  if (json.kind === 'malformed' || !isObject(json.value)) throw badRequest('Body contains invalid data');
  const wanted = entryOf(json.value, resource);
  if (wanted === undefined && Object.hasOwn(json.value, `${resource}s`)) {
    throw new NotPlayed(`making several ${resource}s at once`);
  }
  if (wanted === undefined || wanted === null) throw badRequest(`Unable to find '${resource}' in request body`);
  if (!isObject(wanted)) throw badRequest(`Object '${resource}' contains invalid data`);
  return wanted;
}

/** A 400 of Neutron's. */
export function badRequest(message: string) {
  return neutronErrors.badRequest('HTTPBadRequest', message);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
