import type { CloudAccess } from './connection';
import type { Decoder } from './decode';
import { listOf, optional, record, text } from './decode';
import { NoEndpoint } from './errors';
import type { ServiceType } from './exchange';

/** One address of a service. */
export interface CatalogEndpoint {
  readonly interface: string;
  readonly region: string;
  readonly url: string;
}

/** One service of Keystone's catalog. */
export interface CatalogService {
  readonly type: string;
  readonly endpoints: readonly CatalogEndpoint[];
}

/** The services that a token's project may use. */
export type Catalog = readonly CatalogService[];

const endpoint: Decoder<CatalogEndpoint> = record((read) => ({
  interface: read('interface', text),
  region: read('region_id', optional(text)) ?? read('region', text),
  url: read('url', text),
}));

/** Reads the `catalog` of a token (reference D.1). */
export const catalogDecoder: Decoder<Catalog> = listOf(
  record((read) => ({ type: read('type', text), endpoints: read('endpoints', listOf(endpoint)) })),
);

/** Image and network are addressed from their roots, since catalogs name them with and without the version. */
const versionInEndpoint: Partial<Record<ServiceType, RegExp>> = { image: /\/v2(\.\d+)?$/, network: /\/v2\.0$/ };

/** The service types that newer catalogs have instead. */
const laterTypes: Partial<Record<ServiceType, string>> = { volumev3: 'block-storage' };

/**
 * The service's address without a slash at its end: the one that `access` gives, else the catalog's for its interface and region.
 * Throws `NoEndpoint`, which lists what the catalog offers, when there is none or it is no HTTP address.
 */
export function endpointIn(catalog: Catalog, service: ServiceType, access: CloudAccess, cloud: string): string {
  const given = access.endpoints?.[service];
  if (given !== undefined) return withoutVersion(service, given);
  const kind = access.interfaces?.[service] ?? access.interface;
  const found = catalog
    .filter(({ type }) => type === service || type === laterTypes[service])
    .flatMap(({ endpoints }) => endpoints)
    .find(({ interface: name, region }) => name === kind && region === access.region);
  const wanted = `${kind} endpoint of ${service} in region ${access.region}`;
  if (found === undefined) {
    throw new NoEndpoint(`${cloud}: the catalog has no ${wanted}; it offers ${offerOf(catalog)}`);
  }
  if (!/^https?:/.test(found.url) || !URL.canParse(found.url)) {
    throw new NoEndpoint(`${cloud}: the ${wanted} should be an http or https address, but is "${found.url}"`);
  }
  return withoutVersion(service, found.url);
}

function withoutVersion(service: ServiceType, url: string): string {
  return url.replace(/\/+$/, '').replace(versionInEndpoint[service] ?? '', '');
}

/** The address that a versioned endpoint hangs below: `http://cloud/compute/v2.1` has `http://cloud/compute`. */
export function rootOf(endpointUrl: string): string {
  return endpointUrl.replace(/\/v\d+(\.\d+)?(\/[^/]+)?$/, '');
}

function offerOf(catalog: Catalog): string {
  const offers = catalog.flatMap(({ type, endpoints }) =>
    endpoints.map((one) => `${type} (${one.interface}, ${one.region})`),
  );
  return offers.length === 0 ? 'nothing' : offers.join(', ');
}
