import { cinderErrors } from '../http/dialects/cinder-dialect';
import { jsonResponse } from '../http/errors';
import { entryOf } from '../http/lookup';
import { NotPlayed } from '../http/not-played';
import { onlooker, readFlag, type VolumeCall } from './requests';
import type { Json } from './views';

/** What Cinder's database keeps of a thing under a name. */
export type Column<Item> = (item: Item) => string | number | boolean | null;

/** A filter that is no column: from its value, what it lets through. Throws 400. */
export type SpecialFilter<Item> = (value: string) => (item: Item) => boolean;

/** A collection that can be listed. */
export interface Collection<Item> {
  /** Its name in the reply. */
  readonly name: string;
  /** Its name in the path. */
  readonly path: string;
  /** By which it is sorted, and filtered for operators. */
  readonly columns: Readonly<Record<string, Column<Item>>>;
  readonly specialFilters?: Readonly<Record<string, SpecialFilter<Item>>>;
  /** Filters for everybody (`resource_filters.json`); those that are no column by their names have the column's here. */
  readonly filters: Readonly<Record<string, string>>;
  /** What Cinder's database knows of such a thing and the embedded cloud does not. */
  readonly unplayed?: readonly string[];
  readonly view: (item: Item) => Json;
  /** The words for a marker that is nowhere; left out where any marker will do. */
  readonly unknownMarker?: (marker: string) => string;
  /** Whether `with_count` is known. */
  readonly counted?: 'since 3.45';
}

const paging = ['limit', 'marker', 'offset', 'sort', 'sort_key', 'sort_dir'];

/**
 * A page of a collection as the query asks for it, newest first, with a link to the next one where it is full. `items` are
 * in the order in which they were made. Throws 400, 404 for a marker, 501 for a column that is not played.
 */
export function replyList<Item>(call: VolumeCall, items: readonly Item[], collection: Collection<Item>): Response {
  const query = new URL(call.req.url).searchParams;
  const matching = items.filter(readFilters(call, collection, query));
  const sorted = sortItems(matching, collection, query).map(collection.view);
  const { page, isFull } = pageOf(sorted, query, collection);
  const last = page.at(-1);
  return jsonResponse(200, {
    [collection.name]: page,
    ...(isFull && last !== undefined ? { [`${collection.name}_links`]: [nextLink(call, collection.path, last)] } : {}),
    ...(isCounted(call, collection, query) ? { count: matching.length } : {}),
  });
}

/** A filter by a dictionary in Python's or in JSON's writing; what is none matches nothing. */
export function dictionaryFilter<Item>(
  dictionaryOf: (item: Item) => Readonly<Record<string, string>>,
): SpecialFilter<Item> {
  return (text) => {
    const wanted = readDictionary(text);
    return (item) => {
      const dictionary = dictionaryOf(item);
      return wanted?.every(([key, value]) => entryOf(dictionary, key) === value) === true;
    };
  };
}

/** A filter by times like `gt:2026-01-01T00:00:00,lt:2027-01-01`. @param timeOf in milliseconds since 1970 */
export function timeFilter<Item>(timeOf: (item: Item) => number | undefined): SpecialFilter<Item> {
  return (text) => {
    const wishes = text.split(',').map(readComparison);
    return (item) => {
      const time = timeOf(item);
      return time !== undefined && wishes.every((holds) => holds(Math.floor(time / 1000) * 1000));
    };
  };
}

function readDictionary(text: string): readonly (readonly [string, unknown])[] | undefined {
  try {
    const value: unknown = JSON.parse(text.replaceAll("'", '"'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  } catch {
    return undefined;
  }
}

const comparisons: Readonly<Record<string, (time: number, limit: number) => boolean>> = {
  eq: (time, limit) => time === limit,
  neq: (time, limit) => time !== limit,
  gt: (time, limit) => time > limit,
  gte: (time, limit) => time >= limit,
  lt: (time, limit) => time < limit,
  lte: (time, limit) => time <= limit,
};

function readComparison(text: string): (time: number) => boolean {
  const [operator = '', ...rest] = text.trim().split(':');
  const compared = entryOf(comparisons, operator);
  if (compared === undefined) throw cinderErrors.badRequest(`Invalid ${operator} operator`);
  const value = rest.join(':');
  const limit = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) || !value.includes('T') ? value : `${value}Z`);
  if (Number.isNaN(limit)) throw cinderErrors.badRequest(`Invalid ${value} value`);
  return (time) => compared(time, limit);
}

function readFilters<Item>(
  call: VolumeCall,
  collection: Collection<Item>,
  query: URLSearchParams,
): (item: Item) => boolean {
  const { isAdmin } = call.get('caller');
  const isCounting = collection.counted !== undefined && call.get('version').isAtLeast('3.45');
  const others = [...paging, ...(isCounting ? ['with_count'] : []), 'all_tenants', ...(isAdmin ? ['project_id'] : [])];
  const names = [...new Set(query.keys())].filter((name) => !others.includes(name));
  const invalid = isAdmin ? [] : names.filter((name) => !Object.hasOwn(collection.filters, name));
  if (invalid.length > 0 && call.get('version').isAtLeast('3.31')) {
    throw cinderErrors.badRequest(`Invalid filters ${invalid.join(', ')} are found in query options.`);
  }
  const filters = names
    .filter((name) => !invalid.includes(name))
    .map((name) => readFilter(collection, name, query.getAll(name).at(-1) ?? ''));
  return (item) => filters.every((isWanted) => isWanted(item));
}

function readFilter<Item>(collection: Collection<Item>, name: string, value: string): (item: Item) => boolean {
  const special = entryOf(collection.specialFilters ?? {}, name);
  if (special !== undefined) return special(value);
  const column = entryOf(collection.columns, entryOf(collection.filters, name) ?? name);
  if (column !== undefined) return (item) => equals(column(item), value);
  if (collection.unplayed?.includes(name) === true) throw new NotPlayed(`${collection.name} filtered by ${name}`);
  return () => false;
}

/** As MySQL compares: capital and small letters are alike. */
function equals(value: ReturnType<Column<unknown>>, wanted: string): boolean {
  if (value === null) return wanted === 'None';
  if (typeof value === 'boolean') return ['1', 'true'].includes(wanted.toLowerCase()) === value;
  return String(value).toLowerCase() === wanted.toLowerCase();
}

interface SortWish {
  readonly key: string;
  readonly direction: string | undefined;
}

function readSort(query: URLSearchParams): readonly SortWish[] {
  const sort = query.get('sort');
  const [key, direction] = [query.get('sort_key'), query.get('sort_dir')];
  if (sort === null)
    return key === null && direction === null ? [] : [{ key: key ?? 'created_at', direction: direction ?? 'desc' }];
  if (key !== null || direction !== null) {
    throw cinderErrors.badRequest(
      "The 'sort_key' and 'sort_dir' parameters are deprecated and cannot be used with the 'sort' parameter.",
    );
  }
  return sort.split(',').map((item) => {
    const [name = '', way] = item.trim().split(':');
    return { key: name, direction: way };
  });
}

function sortItems<Item>(
  items: readonly Item[],
  { columns, filters }: Collection<Item>,
  query: URLSearchParams,
): readonly Item[] {
  const newestFirst = [...items].reverse();
  const order = readSort(query).map(({ key, direction = 'desc' }) => {
    const column = entryOf(columns, entryOf(filters, key) ?? key);
    if (column === undefined) throw cinderErrors.badRequest('Invalid input received: Invalid sort key');
    if (direction !== 'asc' && direction !== 'desc') {
      throw cinderErrors.badRequest("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'.");
    }
    return { column, sign: direction === 'asc' ? 1 : -1 };
  });
  const oldestFirst = order[0]?.sign === 1;
  return (oldestFirst ? [...items] : newestFirst).sort((one, other) => {
    for (const { column, sign } of order) {
      const difference = compare(column(one), column(other));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

/** What is not there comes first. */
function compare(one: ReturnType<Column<unknown>>, other: ReturnType<Column<unknown>>): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
}

function pageOf<Item>(items: readonly Json[], query: URLSearchParams, { unknownMarker }: Collection<Item>) {
  const limit = readCount(query, 'limit', 'limit param') ?? maxLimit;
  const offset = readCount(query, 'offset', 'offset') ?? 0;
  const marker = query.get('marker');
  const after = marker === null ? 0 : items.findIndex(({ id }) => id === marker) + 1;
  if (marker !== null && after === 0 && unknownMarker !== undefined) throw cinderErrors.notFound(unknownMarker(marker));
  const page = items.slice(after + offset, after + offset + Math.min(limit, maxLimit));
  return { page, isFull: query.has('limit') && page.length === limit };
}

/** `[DEFAULT] osapi_max_limit`. */
const maxLimit = 1000;

function readCount(query: URLSearchParams, name: string, words: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^-?\d+$/.test(text)) throw cinderErrors.badRequest(`${words} must be an integer`);
  if (text.startsWith('-')) throw cinderErrors.badRequest(`${words} must be positive`);
  return Number(text);
}

function isCounted<Item>(call: VolumeCall, { counted }: Collection<Item>, query: URLSearchParams): boolean {
  const wanted = query.get('with_count');
  if (wanted === null || counted === undefined || !call.get('version').isAtLeast('3.45')) return false;
  return readFlag('with_count', wanted);
}

function nextLink(call: VolumeCall, path: string, last: Json): { readonly rel: 'next'; readonly href: string } {
  const query = new URL(call.req.url).searchParams;
  query.set('marker', String(last['id']));
  return { rel: 'next', href: `${onlooker(call).base}/${path}?${query.toString()}` };
}
