import { neutronErrors } from '../http/dialects/neutron-dialect';
import { jsonResponse } from '../http/errors';
import { entryOf } from '../http/lookup';
import { pythonRepr } from '../http/schemas';
import { badRequest, type NetworkCall } from './requests';
import type { Json } from './views';

/** The collections that can be listed. */
export type CollectionName = 'networks' | 'subnets' | 'ports' | 'security_groups';

/** Something as its onlooker sees it, and as Neutron itself does: what is hidden can be filtered by all the same. */
export interface Listed {
  readonly shown: Json;
  readonly whole: Json;
}

/** How a filter's values are read. */
type FilterKind = 'text' | 'flag' | 'number' | 'cidr' | 'fixed ips' | 'any of several';

const common = {
  id: 'text',
  name: 'text',
  tenant_id: 'text',
  project_id: 'text',
  description: 'text',
  revision_number: 'number',
} as const satisfies Readonly<Record<string, FilterKind>>;

/** The attributes that Neutron filters by (`is_filter` in `neutron_lib/api/definitions`). */
const filterable: Readonly<Record<CollectionName, Readonly<Record<string, FilterKind>>>> = {
  networks: {
    ...common,
    admin_state_up: 'flag',
    status: 'text',
    mtu: 'number',
    shared: 'flag',
    'router:external': 'flag',
    'provider:network_type': 'text',
    'provider:physical_network': 'text',
    'provider:segmentation_id': 'number',
  },
  subnets: {
    ...common,
    cidr: 'cidr',
    enable_dhcp: 'flag',
    gateway_ip: 'text',
    ip_version: 'number',
    ipv6_address_mode: 'text',
    ipv6_ra_mode: 'text',
    network_id: 'text',
    shared: 'flag',
    'router:external': 'flag',
    subnetpool_id: 'text',
  },
  ports: {
    ...common,
    admin_state_up: 'flag',
    'binding:host_id': 'text',
    device_id: 'text',
    device_owner: 'text',
    fixed_ips: 'fixed ips',
    mac_address: 'text',
    network_id: 'text',
    security_groups: 'any of several',
    status: 'text',
  },
  security_groups: { ...common, shared: 'flag' },
};

/** The attributes that Neutron filters by and does not sort by. */
const unsorted: readonly string[] = [
  ...['shared', 'router:external', 'provider:network_type', 'provider:physical_network', 'provider:segmentation_id'],
  ...['binding:host_id', 'fixed_ips', 'security_groups', 'description', 'revision_number'],
];

const reserved = ['fields', 'limit', 'marker', 'page_reverse', 'sort_key', 'sort_dir'];
const tagFilters = ['tags', 'tags-any', 'not-tags', 'not-tags-any'];

/**
 * A list reply: filtered, sorted, with the `fields` asked for, paged by `limit` and `marker`. Throws 400 (reference D.5;
 * `neutron/api/api_common.py`).
 */
export function replyList(call: NetworkCall, collection: CollectionName, items: readonly Listed[]): Response {
  const query = new URL(call.req.url).searchParams;
  const filters = readFilters(collection, query);
  const matching = items.filter(({ whole }) => filters.every((isWanted) => isWanted(whole)));
  const sorted = sortItems(collection, matching, query);
  const page = paged(call, collection, sorted, query);
  return jsonResponse(200, { [collection]: page.items.map(({ shown }) => pickFields(shown, query)), ...page.links });
}

/** A reply about one thing, with the `fields` asked for. Throws 400. */
export function replyOne(
  call: NetworkCall,
  collection: CollectionName,
  name: 'network' | 'subnet' | 'port' | 'security_group',
  shown: Json,
): Response {
  const query = new URL(call.req.url).searchParams;
  readFilters(collection, query);
  return jsonResponse(200, { [name]: pickFields(shown, query) });
}

function pickFields(item: Json, query: URLSearchParams): Json {
  if (!query.has('fields')) return item;
  const fields = query.getAll('fields').flatMap((value) => value.split(','));
  return Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)));
}

type Filter = (item: Json) => boolean;

function readFilters(collection: CollectionName, query: URLSearchParams): readonly Filter[] {
  const names = [...new Set(query.keys())].filter((name) => !reserved.includes(name));
  const known = filterable[collection];
  const invalid = names.filter((name) => !tagFilters.includes(name) && !Object.hasOwn(known, name));
  if (invalid.length > 0) throw badRequest(`${pythonRepr(invalid)} is invalid attribute for filtering`);
  return names.map((name) => {
    const values = query.getAll(name);
    return tagFilters.includes(name)
      ? tagFilter(name, values)
      : readFilter(name, entryOf(known, name) ?? 'text', values);
  });
}

function tagFilter(name: string, values: readonly string[]): Filter {
  const wanted = values.flatMap((value) => value.split(','));
  return (item) => {
    const tags: readonly unknown[] = Array.isArray(item['tags']) ? item['tags'] : [];
    const has = (tag: string) => tags.includes(tag);
    const isFound = name.endsWith('-any') ? wanted.some(has) : wanted.every(has);
    return name.startsWith('not-') ? !isFound : isFound;
  };
}

function readFilter(name: string, kind: FilterKind, values: readonly string[]): Filter {
  switch (kind) {
    case 'flag': {
      const wanted = values.map(readFlag);
      return (item) => wanted.some((flag) => (item[name] ?? false) === flag);
    }
    case 'number': {
      const wanted = values.map(readNumber);
      return (item) => wanted.some((number) => item[name] === number);
    }
    case 'fixed ips':
      return fixedIpsFilter(values.map(readPair));
    case 'any of several':
      return (item) => {
        const held: unknown = item[name];
        return Array.isArray(held) && values.some((value) => held.includes(value));
      };
    case 'cidr':
      values.forEach(checkCidr);
      return (item) => values.some((value) => item[name] === value);
    case 'text':
      return (item) => values.some((value) => item[name] === value);
  }
}

/** Reads a boolean as Neutron converts it. Throws 400. */
function readFlag(text: string): boolean {
  if (['true', '1'].includes(text.toLowerCase())) return true;
  if (['false', '0'].includes(text.toLowerCase())) return false;
  throw invalidInput(`${pythonRepr(text)} cannot be converted to boolean.`);
}

/** A 400 about a value that cannot be converted. */
function invalidInput(words: string) {
  return neutronErrors.badRequest('InvalidInput', `Invalid input for operation: ${words}`);
}

function readNumber(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw invalidInput(`${pythonRepr(text)} is not an integer.`);
}

function checkCidr(text: string): void {
  if (/^[0-9a-fA-F.:]+\/\d+$/.test(text)) return;
  throw invalidInput(`${text} is not in a CIDR format.`);
}

interface Pair {
  readonly key: string;
  readonly value: string;
}

function readPair(text: string): Pair {
  const at = text.indexOf('=');
  if (at === -1) throw invalidInput(`${pythonRepr(text)} is not of the form <key>=[value].`);
  return { key: text.slice(0, at), value: text.slice(at + 1) };
}

/** Of several subnets one is enough, of several addresses too; each is looked for in the same address of a port. */
function fixedIpsFilter(pairs: readonly Pair[]): Filter {
  const valuesOf = (key: string) => pairs.filter((pair) => pair.key === key).map(({ value }) => value);
  const [subnets, addresses, parts] = ['subnet_id', 'ip_address', 'ip_address_substr'].map(valuesOf);
  return ({ fixed_ips: fixedIps }) =>
    Array.isArray(fixedIps) &&
    fixedIps.some((fixed: unknown) => {
      const { subnet, address } = fixedIpOf(fixed);
      return (
        isAmong(subnets, (wanted) => subnet === wanted) &&
        isAmong(addresses, (wanted) => address === wanted) &&
        isAmong(parts, (wanted) => address.includes(wanted))
      );
    });
}

function isAmong(wanted: readonly string[] = [], matches: (wanted: string) => boolean): boolean {
  return wanted.length === 0 || wanted.some(matches);
}

function fixedIpOf(value: unknown): { readonly subnet: string; readonly address: string } {
  const entries = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  return { subnet: String(entries.get('subnet_id') ?? ''), address: String(entries.get('ip_address') ?? '') };
}

function sortItems(collection: CollectionName, items: readonly Listed[], query: URLSearchParams): readonly Listed[] {
  const [keys, directions] = [query.getAll('sort_key'), query.getAll('sort_dir')];
  if (keys.length !== directions.length) throw badRequest('The number of sort_keys and sort_dirs must be same');
  const known = filterable[collection];
  const absent = keys.filter((key) => !Object.hasOwn(known, key) || unsorted.includes(key));
  if (absent.length > 0) throw badRequest(`${pythonRepr(absent)} is invalid attribute for sort_keys`);
  const invalid = directions.filter((direction) => direction !== 'asc' && direction !== 'desc');
  if (invalid.length > 0) {
    throw badRequest(`${pythonRepr(invalid)} is invalid value for sort_dirs, valid value is 'asc' and 'desc'`);
  }
  const isPaged = Number(query.get('limit') ?? 0) > 0;
  const order = [
    ...keys.map((key, index) => ({ key, sign: directions[index] === 'desc' ? -1 : 1 })),
    ...(isPaged ? [{ key: 'id', sign: 1 }] : []),
  ];
  return [...items].sort((one, other) => {
    for (const { key, sign } of order) {
      const difference = compare(one.whole[key], other.whole[key]);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

/** What is not there comes first. */
function compare(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (one === null || other === null) return one === null ? -1 : 1;
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

/** Without a limit there are no pages, and a marker means nothing. */
function paged(call: NetworkCall, collection: CollectionName, items: readonly Listed[], query: URLSearchParams) {
  const limit = query.get('limit');
  if (limit === null) return { items, links: {} };
  if (!/^\d+$/.test(limit)) {
    const words = `Bad limit request: Limit must be an integer 0 or greater and not '${limit}'.`;
    throw neutronErrors.badRequest('BadRequest', words);
  }
  if (Number(limit) === 0) return { items, links: {} };
  const at = items.findIndex(({ whole }) => whole['id'] === query.get('marker'));
  const isReversed = query.get('page_reverse')?.toLowerCase() === 'true';
  const end = at === -1 ? items.length : at;
  const start = isReversed ? Math.max(0, end - Number(limit)) : at + 1;
  const page = isReversed ? items.slice(start, end) : items.slice(start, start + Number(limit));
  const last = page.at(-1);
  if (isReversed || last === undefined || start + page.length === items.length) return { items: page, links: {} };
  query.set('marker', String(last.whole['id']));
  const href = `${call.env.publicUrl}${call.req.path}?${query.toString()}`;
  return { items: page, links: { [`${collection}_links`]: [{ rel: 'next', href }] } };
}
