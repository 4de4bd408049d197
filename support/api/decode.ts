/**
 * Reads a value that came from outside as a `T`, or throws `ShapeError`.
 * `at` says where in the body the value stands, like `server.flavor.vcpus`; it is empty for the body itself.
 */
export type Decoder<T> = (value: unknown, at: string) => T;

/** Reads one field of an object by its name on the wire. */
export type Read = <T>(name: string, decoder: Decoder<T>) => T;

/** A value has not the shape that was agreed on. The message names the field, what it should be and what it is. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  constructor(at: string, expected: string, value: unknown) {
    super(`${at === '' ? 'the body' : at} should be ${expected}, but is ${kindOf(value)}`);
  }
}

/** A string. */
export const text: Decoder<string> = (value, at) => {
  if (typeof value !== 'string') throw new ShapeError(at, 'a string', value);
  return value;
};

/** A number, whole or not. JSON can write one that is too large for any. */
export const amount: Decoder<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ShapeError(at, 'a number', value);
  return value;
};

/** `true` or `false`. */
export const truth: Decoder<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new ShapeError(at, 'true or false', value);
  return value;
};

/** An id that some services write as a number and others as a string; always a string at our side. */
export const identifier: Decoder<string> = (value, at) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new ShapeError(at, 'an id', value);
};

/** The reply carries nothing that is read. */
export const nothing: Decoder<undefined> = () => undefined;

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Decoder<T> {
  return (value, at) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new ShapeError(at, `one of ${words.join(', ')}`, value);
    return found;
  };
}

/** What `decoder` reads, or null. */
export function nullable<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value, at) => (value === null ? null : decoder(value, at));
}

/** What `decoder` reads, or undefined where there is no such field or it is null. */
export function optional<T>(decoder: Decoder<T>): Decoder<T | undefined> {
  return (value, at) => (value === undefined || value === null ? undefined : decoder(value, at));
}

/** What `decoder` reads, or `otherwise` where there is no such field or it is null. */
export function withDefault<T>(decoder: Decoder<T>, otherwise: T): Decoder<T> {
  return (value, at) => (value === undefined || value === null ? otherwise : decoder(value, at));
}

/** An array whose items `decoder` reads. */
export function listOf<T>(decoder: Decoder<T>): Decoder<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new ShapeError(at, 'an array', value);
    return value.map((item: unknown, index) => decoder(item, `${at}[${index}]`));
  };
}

/** An object with any keys, whose values `decoder` reads. */
export function mapOf<T>(decoder: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (value, at) => {
    if (!isRecord(value)) throw new ShapeError(at, 'an object', value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoder(item, below(at, key))]));
  };
}

/** An object whose fields `build` reads one by one; other fields are ignored. */
export function record<T>(build: (read: Read) => T): Decoder<T> {
  return (value, at) => {
    if (!isRecord(value)) throw new ShapeError(at, 'an object', value);
    return build((name, decoder) => decoder(value[name], below(at, name)));
  };
}

/** What `decoder` reads inside the wrapper that OpenStack puts around it, like `{"server": …}`. */
export function inside<T>(name: string, decoder: Decoder<T>): Decoder<T> {
  return record((read) => read(name, decoder));
}

/** True for an object that is neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value === '' ? 'empty' : `the string ${JSON.stringify(value)}`;
  return `the ${typeof value} ${typeof value === 'number' ? value : JSON.stringify(value)}`;
}
