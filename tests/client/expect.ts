import assert from 'node:assert/strict';

/**
 * What JSON has to be like: an object has at least these keys, a list is as long as this one, a pattern matches a text, and a
 * function finds out itself.
 */
export type Expected =
  | string
  | number
  | boolean
  | null
  | RegExp
  | ((value: unknown) => boolean)
  | readonly Expected[]
  | { readonly [key: string]: Expected };

/** Whether JSON is as expected. */
export function isAsExpected(value: unknown, expected: Expected): boolean {
  return differences(value, expected, '').length === 0;
}

/** Fails unless the JSON is as expected. */
export function expect(value: unknown, expected: Expected, what: string): void {
  const found = differences(value, expected, '');
  assert.ok(found.length === 0, `openstack ${what}:\n${found.join('\n')}\nin ${JSON.stringify(value, null, 2)}`);
}

function differences(value: unknown, expected: Expected, path: string): readonly string[] {
  if (expected instanceof RegExp) {
    return typeof value === 'string' && expected.test(value) ? [] : [`${path}: ${tell(value)} is not ${expected}`];
  }
  if (typeof expected === 'function') {
    return expected(value) ? [] : [`${path}: ${tell(value)} is not what ${expected.toString()} wants`];
  }
  if (typeof expected !== 'object' || expected === null) {
    return value === expected ? [] : [`${path}: ${tell(value)} is not ${tell(expected)}`];
  }
  if (isList(expected)) return differencesOfLists(value, expected, path);
  if (!isObject(value)) return [`${path}: ${tell(value)} is no object`];
  return Object.entries(expected).flatMap(([key, wanted]) => differences(value[key], wanted, `${path}.${key}`));
}

function differencesOfLists(value: unknown, expected: readonly Expected[], path: string): readonly string[] {
  if (!Array.isArray(value)) return [`${path}: ${tell(value)} is no list`];
  if (value.length !== expected.length) return [`${path}: ${value.length} entries, not ${expected.length}`];
  return expected.flatMap((wanted, index) => differences(value[index], wanted, `${path}[${index}]`));
}

function isList(expected: Expected): expected is readonly Expected[] {
  return Array.isArray(expected);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function tell(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** Takes any value that is there. */
export function anything(value: unknown): boolean {
  return value !== undefined;
}

/** Throws a TypeError when it is none. */
export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${tell(value)} is no list`);
}

/** What an object has under a name, as text. Throws a TypeError when it has nothing there. */
export function field(value: unknown, name: string): string {
  if (isObject(value) && name in value) return String(value[name]);
  throw new TypeError(`${tell(value)} has no ${name}`);
}
