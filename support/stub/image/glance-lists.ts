import type { Caller } from '../http/authentication';
import { glanceErrors } from '../http/dialects/glance-dialect';
import { entryOf } from '../http/lookup';
import type { ImageRecord } from './store';
import type { Json } from './views';

/** What a list of images is asked for; of a parameter given twice the last one counts, but every tag is wanted. */
export type ImageQuery = URLSearchParams;

/** Whether a list shows an image; `view` is what it would show. */
export type ImageFilter = (image: ImageRecord, view: Json) => boolean;

/** What the other parameters mean; each that has another name is the name of an attribute. */
const otherParameters = [
  'limit',
  'marker',
  'sort',
  'sort_key',
  'sort_dir',
  'member_status',
  'visibility',
  'tag',
  'deleted',
];

const listable = ['name', 'id', 'status', 'container_format', 'disk_format'];
const visibilities = ['public', 'private', 'shared', 'community', 'all'];

/** What a query wants of an image. Throws 400 (`glance/api/v2/images.py:RequestDeserializer._get_filters`). */
export function readFilters(query: ImageQuery, caller: Caller): ImageFilter {
  refuseBadWords(query);
  const filters: ImageFilter[] = [visibilityFilter(query, caller), hiddenFilter(query), tagFilter(query)];
  for (const name of new Set(query.keys())) {
    if (!otherParameters.includes(name) && name !== 'os_hidden')
      filters.push(attributeFilter(name, lastOf(query, name)));
  }
  return (image, view) => filters.every((isWanted) => isWanted(image, view));
}

/** Images in the order that is asked for, newest first when nothing is. Throws 400. */
export function sortImages<Shown extends { readonly view: Json }>(
  images: readonly Shown[],
  query: ImageQuery,
): readonly Shown[] {
  const wished = query.has('sort') ? readSort(query) : readOldSort(query);
  const order = [...wished, { key: 'created_at', direction: 'desc' }, { key: 'id', direction: 'desc' }];
  return [...images].sort((one, other) => {
    for (const { key, direction } of order) {
      const difference = compare(one.view[key], other.view[key]);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  });
}

/** How many images a page has. Throws 400. */
export function readLimit(query: ImageQuery): number {
  const text = query.getAll('limit').at(-1) ?? '25';
  if (!/^-?\d+$/.test(text)) throw glanceErrors.badRequest('limit param must be an integer');
  const limit = Number(text);
  if (limit < 0) throw glanceErrors.badRequest('limit param must be positive');
  return Math.min(limit, maxLimit);
}

/** `api_limit_max`. */
const maxLimit = 1000;

function lastOf(query: ImageQuery, name: string): string {
  return query.getAll(name).at(-1) ?? '';
}

function refuseBadWords(query: ImageQuery): void {
  if (query.has('changes-since')) {
    throw glanceErrors.badRequest('The "changes-since" filter is no longer available on v2.');
  }
  const status = lastOf(query, 'member_status');
  if (query.has('member_status') && !['pending', 'accepted', 'rejected', 'all'].includes(status)) {
    throw glanceErrors.badRequest(`Invalid status: ${status}`);
  }
  for (const name of ['protected', 'os_hidden']) {
    const flag = lastOf(query, name);
    if (!query.has(name) || flag === 'true' || flag === 'false') continue;
    throw glanceErrors.badRequest(`Invalid value '${flag}' for '${name}' filter. Valid values are 'true' or 'false'.`);
  }
}

/** Other projects' community images are shown to those who ask for them. */
function visibilityFilter(query: ImageQuery, caller: Caller): ImageFilter {
  const wanted = lastOf(query, 'visibility');
  if (query.has('visibility') && !visibilities.includes(wanted)) {
    throw glanceErrors.badRequest(`Invalid visibility value: ${wanted}`);
  }
  if (wanted === 'all') return () => true;
  if (wanted !== '') return ({ visibility }) => visibility === wanted;
  return ({ visibility, owner }) => visibility !== 'community' || caller.isAdmin || owner === caller.projectId;
}

function hiddenFilter(query: ImageQuery): ImageFilter {
  const wanted = lastOf(query, 'os_hidden') === 'true';
  return ({ isHidden }) => isHidden === wanted;
}

function tagFilter(query: ImageQuery): ImageFilter {
  const wanted = query.getAll('tag');
  return ({ tags }) => wanted.every((tag) => tags.includes(tag));
}

function attributeFilter(name: string, value: string): ImageFilter {
  const range = /^(.+)_(min|max)$/.exec(name);
  if (range?.[1] !== undefined && ranged.includes(range[1])) return rangeFilter(range[1], range[2] ?? '', value);
  if (name === 'created_at' || name === 'updated_at') return timeFilter(name, value);
  if (listable.includes(name) && value.startsWith('in:')) {
    const values = value
      .slice('in:'.length)
      .split(',')
      .map((item) => item.replaceAll(/^"|"$/g, ''));
    return (_image, view) => values.includes(shownText(view[name]) ?? '');
  }
  return (_image, view) => shownText(entryOf(view, name)) === value;
}

const ranged = ['size', 'min_ram', 'min_disk'];

function rangeFilter(name: string, end: string, text: string): ImageFilter {
  if (!/^-?\d+$/.test(text)) throw glanceErrors.badRequest('Unable to filter on a range with a non-numeric value.');
  const limit = Number(text);
  return (_image, view) => {
    const value = view[name];
    return typeof value === 'number' && (end === 'min' ? value >= limit : value <= limit);
  };
}

const comparisons: Readonly<Record<string, (time: number, limit: number) => boolean>> = {
  eq: (time, limit) => time === limit,
  neq: (time, limit) => time !== limit,
  gt: (time, limit) => time > limit,
  gte: (time, limit) => time >= limit,
  lt: (time, limit) => time < limit,
  lte: (time, limit) => time <= limit,
};

function timeFilter(name: 'created_at' | 'updated_at', text: string): ImageFilter {
  const parts = /^([a-z]+):(.*)$/.exec(text);
  const holds = entryOf(comparisons, parts?.[1] ?? 'eq');
  if (holds === undefined) throw glanceErrors.badRequest('Unable to filter on a unknown operator.');
  const limit = Date.parse(parts?.[2] ?? text);
  if (Number.isNaN(limit)) {
    throw glanceErrors.badRequest(`Bad "${name}" query filter format. Use ISO 8601 DateTime notation.`);
  }
  return (_image, view) => holds(Date.parse(String(view[name])), limit);
}

interface SortWish {
  readonly key: string;
  readonly direction: string;
}

const sortKeys = ['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at'];

function readSort(query: ImageQuery): readonly SortWish[] {
  if (query.has('sort_key') || query.has('sort_dir')) {
    throw glanceErrors.badRequest('Old and new sorting syntax cannot be combined');
  }
  return lastOf(query, 'sort')
    .split(',')
    .map((item) => {
      const [key = '', direction = 'desc'] = item.trim().split(':');
      return checkedWish({ key, direction });
    });
}

function readOldSort(query: ImageQuery): readonly SortWish[] {
  const keys = query.has('sort_key') ? query.getAll('sort_key') : ['created_at'];
  const directions = query.has('sort_dir') ? query.getAll('sort_dir') : ['desc'];
  if (directions.length !== 1 && directions.length !== keys.length) {
    throw glanceErrors.badRequest('Number of sort dirs does not match the number of sort keys');
  }
  return keys.map((key, index) => checkedWish({ key, direction: directions[index] ?? directions[0] ?? 'desc' }));
}

function checkedWish(wish: SortWish): SortWish {
  if (!sortKeys.includes(wish.key)) {
    throw glanceErrors.badRequest(
      `Invalid sort key: ${wish.key}. It must be one of the following: ${sortKeys.join(', ')}.`,
    );
  }
  if (['asc', 'desc'].includes(wish.direction)) return wish;
  throw glanceErrors.badRequest(`Invalid sort direction: ${wish.direction}`);
}

/** What is not there comes first. */
function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] = [shownText(one), shownText(other)];
  if (first === second) return 0;
  if (first === undefined || second === undefined) return first === undefined ? -1 : 1;
  return first < second ? -1 : 1;
}

/** An attribute as a query names it; undefined for one that has no value, or several. */
function shownText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
