import { isIPv4, isIPv6 } from 'node:net';

import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';

import { shorten } from './errors';

/** What is wrong with data: the first thing found, worded as Python's jsonschema does. */
export interface SchemaProblem {
  /** Where it is, from the top; empty for the whole. */
  readonly path: readonly string[];
  /** What is there. */
  readonly value: unknown;
  /** Like `'x' is a required property`. */
  readonly reason: string;
}

/** What came of looking at data. */
export type SchemaResult<T> =
  { readonly kind: 'valid'; readonly value: T } | { readonly kind: 'invalid'; readonly problem: SchemaProblem };

/** A JSON schema together with the type of what passes it. */
export interface Schema<T> {
  read(data: unknown): SchemaResult<T>;
}

/** A JSON schema, compiled when it is needed first and then kept for the whole process. */
export function defineSchema<T>(schema: object): Schema<T> {
  let compiled: ValidateFunction<T> | undefined;
  return {
    read: (data) => {
      compiled ??= compiler().compile<T>(schema);
      return compiled(data)
        ? { kind: 'valid', value: data }
        : { kind: 'invalid', problem: problemOf(first(compiled.errors ?? []), data) };
    },
  };
}

/** True for a UUID in any of the forms that Python's `uuid.UUID` reads (oslo `uuidutils.is_uuid_like`). */
export function isUuidLike(text: string): boolean {
  const digits = text
    .replace(/^urn:/, '')
    .replace(/^uuid:/, '')
    .replace(/[{}]/g, '')
    .replaceAll('-', '');
  return /^[0-9a-fA-F]{32}$/.test(digits);
}

/** True for what Python's `base64.b64decode` reads, which overlooks all that is no digit. */
function isBase64(text: string): boolean {
  const digits = text.replaceAll(/[^A-Za-z0-9+/=]/g, '');
  return digits.length % 4 === 0 && /^[^=]*={0,2}$/.test(digits);
}

/** A value as Python's `repr` shows it, for texts that clients know from the real services; of a long one the beginning. */
export function pythonRepr(value: unknown): string {
  return shorten(representation(value, longestValue), longestValue);
}

/** A value as messages echo it: text without quotes; of a long one the beginning. */
export function echo(value: unknown): string {
  return typeof value === 'string' ? shorten(value, longestValue) : pythonRepr(value);
}

const longestValue = 500;

/** No more of it than `room` characters, and what they are in. */
function representation(value: unknown, room: number): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value}'`;
  if (Array.isArray(value)) return `[${joined(value, room, representation)}]`;
  if (typeof value === 'object') {
    return `{${joined(Object.entries(value), room, ([key, item], left) => {
      return `${representation(key, left)}: ${representation(item, left)}`;
    })}}`;
  }
  return JSON.stringify(value);
}

function joined<Item>(items: readonly Item[], room: number, show: (item: Item, room: number) => string): string {
  let text = '';
  for (const item of items) {
    if (text.length > room) break;
    text += `${text === '' ? '' : ', '}${show(item, room - text.length)}`;
  }
  return text;
}

let shared: Ajv | undefined;

function compiler(): Ajv {
  if (shared === undefined) {
    // A run asks each schema a few times: optimizing the code costs more than it saves.
    shared = new Ajv({ strict: false, verbose: true, validateSchema: false, code: { optimize: false } });
    shared.addFormat('uuid', isUuidLike);
    shared.addFormat('ipv4', isIPv4);
    shared.addFormat('ipv6', isIPv6);
    shared.addFormat('base64', isBase64);
  }
  return shared;
}

/** The first error; of what failed each of several schemas, that it failed them all. */
function first(errors: readonly ErrorObject[]): ErrorObject | undefined {
  return errors.find(({ schemaPath }) => !/\/(?:anyOf|oneOf)\/\d/.test(schemaPath)) ?? errors[0];
}

function problemOf(error: ErrorObject | undefined, data: unknown): SchemaProblem {
  if (error === undefined) return { path: [], value: data, reason: 'does not validate' };
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  return { path, value: error.data, reason: reasonOf(error) };
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function reasonOf(error: ErrorObject): string {
  const value = pythonRepr(error.data);
  const limit: unknown = error.schema;
  switch (error.keyword) {
    case 'required':
      return `${pythonRepr(error.params['missingProperty'])} is a required property`;
    case 'type':
      return `${value} is not of type ${typesOf(limit)}`;
    case 'minimum':
      return `${value} is less than the minimum of ${pythonRepr(limit)}`;
    case 'maximum':
      return `${value} is greater than the maximum of ${pythonRepr(limit)}`;
    case 'pattern':
      return `${value} does not match ${pythonRepr(limit)}`;
    case 'format':
      return `${value} is not a ${pythonRepr(limit)}`;
    case 'enum':
      return `${value} is not one of ${pythonRepr(limit)}`;
    case 'anyOf':
    case 'oneOf':
      return `${value} is not valid under any of the given schemas`;
    case 'additionalProperties':
      return unexpectedProperty(error);
    default:
      return sizeReason(error, value);
  }
}

function sizeReason(error: ErrorObject, value: string): string {
  switch (error.keyword) {
    case 'minLength':
    case 'minItems':
      return `${value} is too short`;
    case 'maxLength':
    case 'maxItems':
      return `${value} is too long`;
    case 'minProperties':
      return `${value} does not have enough properties`;
    case 'maxProperties':
      return `${value} has too many properties`;
    case 'uniqueItems':
      return `${value} has non-unique elements`;
    default:
      return `${value} ${error.message ?? 'does not validate'}`;
  }
}

function typesOf(types: unknown): string {
  return Array.isArray(types) ? types.map(pythonRepr).join(', ') : pythonRepr(types);
}

function unexpectedProperty(error: ErrorObject): string {
  const name = pythonRepr(error.params['additionalProperty']);
  const patterns: unknown = error.parentSchema?.['patternProperties'];
  if (typeof patterns === 'object' && patterns !== null && Object.keys(patterns).length > 0) {
    return `${name} does not match any of the regexes: ${Object.keys(patterns).map(pythonRepr).join(', ')}`;
  }
  return `Additional properties are not allowed (${name} was unexpected)`;
}
