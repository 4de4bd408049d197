import { keystoneErrors } from '../../http/dialects/keystone-dialect';
import { jsonResponse } from '../../http/errors';
import { entryOf } from '../../http/lookup';
import { echo, pythonRepr } from '../../http/schemas';
import type { IdentityCall } from '../requests';
import type { Json } from '../views';

/** A list, and what it can be asked for. */
export interface Collection {
  /** Its name in the reply. */
  readonly name: string;
  readonly items: readonly Json[];
  /** The attributes that it is filtered by. */
  readonly filters?: Readonly<Record<string, 'text' | 'flag' | 'uuid' | readonly string[]>>;
  /** What else is known of the query, and looked at elsewhere. */
  readonly others?: readonly string[];
  /** What becomes of parameters that are not known. */
  readonly unknown: 'ignored' | 'refused';
  /** Whether `limit` and `marker` cut it. */
  readonly pages?: 'by limit and marker';
}

/** A list as Keystone shows it: under its name, with links. Throws 400, and 404 for an unknown marker. */
export function replyCollection(call: IdentityCall, collection: Collection): Response {
  const { search, searchParams } = new URL(call.req.url);
  const filters = readFilters(collection, searchParams);
  const matching = collection.items.filter((item) => filters.every((isWanted) => isWanted(item)));
  const { page, isCut } =
    collection.pages === undefined ? { page: matching, isCut: false } : cut(matching, searchParams);
  const links = { self: `${call.env.publicUrl}${call.req.path}${search}`, previous: null, next: null };
  const body = { [collection.name]: page, links, ...(isCut ? { truncated: true } : {}) };
  return jsonResponse(200, body, { vary: 'X-Auth-Token' });
}

/** Whether a parameter that may stand without a value says yes (`keystone/server/flask/common.py:query_filter_is_true`). */
export function isYes(text: string | undefined): boolean {
  return text !== undefined && !['0', 'false', 'no', 'off'].includes(text.toLowerCase());
}

type Filter = (item: Json) => boolean;

function readFilters(collection: Collection, query: URLSearchParams): readonly Filter[] {
  const { filters = {}, others = [], unknown } = collection;
  return [...new Set(query.keys())].flatMap((name): readonly Filter[] => {
    const value = query.getAll(name).at(-1) ?? '';
    const kind = entryOf(filters, name);
    if (kind !== undefined) return [readFilter(name, kind, value)];
    const [attribute = '', comparison = ''] = name.split('__');
    if (Object.hasOwn(filters, attribute) && comparison !== '') return inexactFilter(attribute, comparison, value);
    if (unknown === 'ignored' || others.includes(name)) return [];
    throw keystoneErrors.badRequest(`Additional properties are not allowed (${pythonRepr(name)} was unexpected)`);
  });
}

function readFilter(name: string, kind: 'text' | 'flag' | 'uuid' | readonly string[], value: string): Filter {
  if (kind === 'flag') {
    const wanted = readFlag(name, value);
    return (item) => item[name] === wanted;
  }
  if (kind === 'uuid' && !/^[0-9a-f]{32}$/i.test(value.replaceAll('-', ''))) {
    throw invalid(name, value, "is not a 'uuid'");
  }
  if (Array.isArray(kind) && !kind.includes(value)) throw invalid(name, value, `is not one of ${pythonRepr(kind)}`);
  return (item) => (item[name] ?? '') === value;
}

function readFlag(name: string, value: string): boolean {
  if (['', '1', 'true', 'on', 'yes'].includes(value.toLowerCase())) return true;
  if (['0', 'false', 'off', 'no'].includes(value.toLowerCase())) return false;
  throw invalid(name, value, 'is no boolean');
}

function invalid(name: string, value: string, reason: string) {
  return keystoneErrors.badRequest(
    `Invalid input for field/attribute ${name}. Value: ${echo(value)}. ${pythonRepr(value)} ${reason}`,
  );
}

const comparisons: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  equals: (text, wanted) => text === wanted,
  contains: (text, wanted) => text.includes(wanted),
  startswith: (text, wanted) => text.startsWith(wanted),
  endswith: (text, wanted) => text.endsWith(wanted),
};

/** Filters like `name__icontains`; one that Keystone does not know says nothing. */
function inexactFilter(attribute: string, comparison: string, wanted: string): readonly Filter[] {
  const exact = entryOf(comparisons, comparison);
  const caseless = comparison.startsWith('i') ? entryOf(comparisons, comparison.slice(1)) : undefined;
  const compare = exact ?? caseless;
  if (compare === undefined) return [];
  const fold = (text: string) => (exact === undefined ? text.toLowerCase() : text);
  return [
    (item) => {
      const value = item[attribute];
      return typeof value === 'string' && compare(fold(value), fold(wanted));
    },
  ];
}

function cut(items: readonly Json[], query: URLSearchParams) {
  const marker = query.get('marker');
  const start = marker === null ? 0 : items.findIndex(({ id }) => id === marker) + 1;
  if (marker !== null && start === 0) throw keystoneErrors.notFoundMarker(marker);
  const limit = query.get('limit');
  if (limit === null) return { page: items.slice(start), isCut: false };
  if (!/^\d+$/.test(limit)) throw invalid('limit', limit, "does not match '^[0-9]+$'");
  const page = items.slice(start, start + Number(limit));
  return { page, isCut: start + page.length < items.length };
}
