/** A JSON object whose members nobody has looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object. Throws a TypeError that names `what` when it is something else. */
export function asObject(value: unknown, what: string): JsonObject {
  if (isObject(value)) return value;
  throw new TypeError(`${what} should be an object but is ${JSON.stringify(value)}`);
}

/** The value as a list of objects. Throws a TypeError that names `what` when it is something else. */
export function asObjects(value: unknown, what: string): readonly JsonObject[] {
  if (!Array.isArray(value)) throw new TypeError(`${what} should be a list but is ${JSON.stringify(value)}`);
  return value.map((item: unknown, index) => asObject(item, `${what}[${index}]`));
}

/** The value as text. Throws a TypeError that names `what` when it is something else. */
export function asText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${what} should be a string but is ${JSON.stringify(value)}`);
}

/** The value as a list of texts. Throws a TypeError that names `what` when it is something else. */
export function asTexts(value: unknown, what: string): readonly string[] {
  if (!Array.isArray(value)) throw new TypeError(`${what} should be a list but is ${JSON.stringify(value)}`);
  return value.map((item: unknown, index) => asText(item, `${what}[${index}]`));
}

/** The value as a number. Throws a TypeError that names `what` when it is something else. */
export function asNumber(value: unknown, what: string): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`${what} should be a number but is ${JSON.stringify(value)}`);
}

/** The value as true or false. Throws a TypeError that names `what` when it is something else. */
export function asBoolean(value: unknown, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new TypeError(`${what} should be true or false but is ${JSON.stringify(value)}`);
}

/** True for an object that is no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
