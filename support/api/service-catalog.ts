import type { CloudAccess } from './connection';
import type { Decoder } from './decode';
import { isRecord, ShapeError } from './decode';
import { NoEndpoint } from './api-errors';
import type { ServiceType } from './exchange';

/** One address of a service; what is undefined was no text. */
interface CatalogEndpoint {
  readonly interface: string | undefined;
  readonly region: string | undefined;
  readonly url: string | undefined;
}

/** One service of Keystone's catalog. */
interface CatalogService {
  readonly type: string | undefined;
  readonly endpoints: readonly CatalogEndpoint[];
}

/** The services that a token's project may use. */
export type Catalog = readonly CatalogService[];

/** Reads the `catalog` of a token (reference D.1). Odd entries are read as far as that goes: only what is used is judged. */
export const catalogDecoder: Decoder<Catalog> = (value, at) => {
  if (!Array.isArray(value)) throw new ShapeError(at, 'an array', value);
  return value.filter(isRecord).map(({ type, endpoints }) => ({
    type: textOr(type),
    endpoints: Array.isArray(endpoints) ? endpoints.filter(isRecord).map(readEndpoint) : [],
  }));
};

function readEndpoint({ interface: kind, region_id: id, region, url }: Readonly<Record<string, unknown>>) {
  return { interface: textOr(kind), region: textOr(id) ?? textOr(region), url: textOr(url) };
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Image and network are addressed from their roots, since catalogs name them with and without the version. */
const versionInEndpoint: Partial<Record<ServiceType, RegExp>> = { image: /\/v2(\.\d+)?$/, network: /\/v2\.0$/ };

/** The service types that newer catalogs have instead. */
const laterTypes: Partial<Record<ServiceType, string>> = { volumev3: 'block-storage' };

/**
 * The service's address without a slash at its end: the one that `access` gives, else the catalog's for its interface and region.
 * Throws `NoEndpoint`, which tells what the catalog offers instead, when there is none or it is no HTTP address.
 */
export function endpointIn(catalog: Catalog, service: ServiceType, access: CloudAccess, cloud: string): string {
  const given = access.endpoints?.[service];
  if (given !== undefined) return withoutVersion(service, given);
  const kind = access.interfaces?.[service] ?? access.interface;
  const all = catalog
    .filter(({ type }) => type === service || type === laterTypes[service])
    .flatMap(({ endpoints }) => endpoints);
  const fitting = all.filter(({ interface: name, region }) => name === kind && region === access.region);
  const url = fitting.map((endpoint) => endpoint.url).find(isWebAddress);
  if (url !== undefined) return withoutVersion(service, url);
  const wanted = `${kind} endpoint of ${service} in region ${access.region}`;
  const [odd] = fitting;
  if (odd !== undefined) {
    const seen = odd.url === undefined ? 'no text' : `"${odd.url}"`;
    throw new NoEndpoint(`${cloud}: the ${wanted} should be an http or https address, but is ${seen}`);
  }
  throw new NoEndpoint(`${cloud}: the catalog has no ${missing(catalog, service, all, access.region, wanted)}`);
}

function isWebAddress(url: string | undefined): boolean {
  return url !== undefined && /^https?:/.test(url) && URL.canParse(url);
}

function withoutVersion(service: ServiceType, url: string): string {
  return url.replace(/\/+$/, '').replace(versionInEndpoint[service] ?? '', '');
}

/** The address that a versioned endpoint hangs below: `http://cloud/compute/v2.1` has `http://cloud/compute`. */
export function rootOf(endpointUrl: string): string {
  return endpointUrl.replace(/\/v\d+(\.\d+)?(\/[^/]+)?$/, '');
}

/** What is not there, and what is: regions for a wrong one, whatever the service, so that it is told once for all of them. */
function missing(
  catalog: Catalog,
  service: ServiceType,
  all: readonly CatalogEndpoint[],
  region: string,
  wanted: string,
): string {
  const regions = catalog.flatMap(({ endpoints }) => endpoints.flatMap((each) => each.region ?? []));
  if (regions.length > 0 && !regions.includes(region)) {
    return `region "${region}"; its regions are ${listed(regions)}: one of them should be region_name`;
  }
  const offers = all.map((each) => `${service} (${each.interface ?? 'no interface'}, ${each.region ?? 'no region'})`);
  if (offers.length > 0) return `${wanted}; it offers ${listed(offers)}`;
  return `${wanted}, nor any other of ${service}; it offers ${listed(catalog.flatMap(({ type }) => type ?? []))}`;
}

const mostListed = 20;

function listed(words: readonly string[]): string {
  const different = [...new Set(words)].sort();
  const more = different.length > mostListed ? ` and ${different.length - mostListed} more` : '';
  return different.length === 0 ? 'nothing' : `${different.slice(0, mostListed).join(', ')}${more}`;
}
