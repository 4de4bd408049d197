import type { Exchange } from '../api/exchange';

/**
 * What an answer looks like without its values: a line for each header that matters and for each JSON key with its type, in
 * order. Keys below an array are those of all its items; a key that is an id reads `{id}`.
 *
 *     header openstack-api-version compute 2.80
 *     server.addresses.{name}[].addr string
 */
export type Shape = readonly string[];

/** The shape of an exchange's answer; `no answer` when there was none. */
export function shapeOf({ outcome }: Exchange): Shape {
  if (outcome.kind === 'no answer') return ['no answer'];
  const lines = new Map<string, Set<string>>();
  collect(outcome.body, '', lines);
  const keys = [...lines].map(([path, types]) => `${path === '' ? 'body' : path} ${[...types].sort().join('|')}`);
  return [...headerLines(outcome.headers), ...keys.sort()];
}

/** Headers of which the value matters, and such of which only the presence does. */
const told = ['content-type', 'openstack-api-version', 'x-openstack-nova-api-version', 'www-authenticate'] as const;
const present = ['location', 'x-openstack-request-id', 'x-compute-request-id'] as const;

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  const values = told.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [`header ${name} ${withoutAddress(value)}`];
  });
  return [...values, ...present.filter((name) => headers[name] !== undefined).map((name) => `header ${name}`)].sort();
}

/** `application/json; charset=UTF-8` is `application/json`, and an address is any. */
function withoutAddress(value: string): string {
  return (value.split(';')[0] ?? value).trim().replace(/https?:\/\/[^"\s]+/g, '{url}');
}

function collect(value: unknown, path: string, lines: Map<string, Set<string>>): void {
  if (Array.isArray(value)) {
    note(lines, path, 'array');
    for (const item of value) collect(item, `${path}[]`, lines);
  } else if (typeof value === 'object' && value !== null) {
    note(lines, path, 'object');
    for (const [key, item] of Object.entries(value)) collect(item, joined(path, key), lines);
  } else if (value !== undefined) {
    note(lines, path, value === null ? 'null' : typeof value);
  }
}

function note(lines: Map<string, Set<string>>, path: string, type: string): void {
  const types = lines.get(path);
  if (types === undefined) lines.set(path, new Set([type]));
  else types.add(type);
}

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** The suite's own resource classes and traits carry the run's name. */
const custom = /CUSTOM_LD_[0-9A-F]{6}_/;

/** Objects whose keys are names that a cloud chooses: networks. */
const named = /(^|\.)addresses$/;

function joined(path: string, key: string): string {
  const shown = uuid.test(key) ? '{id}' : named.test(path) ? '{name}' : key.replace(custom, 'CUSTOM_LD_{run}_');
  return path === '' ? shown : `${path}.${shown}`;
}
