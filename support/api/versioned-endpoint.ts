import { inside, listOf, record, text, withDefault } from './decode';
import { MalformedAnswer, NoEndpoint, UnexpectedAnswer } from './api-errors';
import type { ServiceType } from './exchange';
import { readAnswer } from './read-answer';
import type { Transport } from './transport';

interface WantedVersion {
  /** Its id in the service's version document. */
  readonly id: string;
  /** How an address names it. */
  readonly inAddress: string;
}

/** The services whose addresses name the version of their API. */
const wanted: Partial<Record<ServiceType, WantedVersion>> = {
  compute: { id: 'v2.1', inAddress: 'v2.1' },
  volumev3: { id: 'v3.0', inAddress: 'v3' },
};

/**
 * The endpoint that names the version which the suite speaks: the catalog's own, or for one that names none what the document of
 * versions says that stands there. Rejects with `NoEndpoint`, which tells the address, where that version is not to be had.
 */
export async function versionedEndpoint(
  transport: Transport,
  cloud: string,
  service: ServiceType,
  address: string,
): Promise<string> {
  const version = wanted[service];
  const named = /\/(v\d+(?:\.\d+)?)(?:\/[^/]+)?$/.exec(address)?.[1];
  if (version === undefined || named === version.inAddress) return address;
  const needs = `the suite needs ${version.inAddress}`;
  const endpoint = `${cloud}: the endpoint of ${service}, ${address},`;
  if (named !== undefined) throw new NoEndpoint(`${endpoint} is of its API ${named}, but ${needs}`);
  const documents = await readVersions(transport, service, address).catch((error: unknown) => {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new NoEndpoint(
      `${endpoint} names no version, and has no document that would tell them (${reason}); ${needs}: an endpoint that ends with /${version.inAddress}`,
    );
  });
  const found = documents.find(({ id }) => id === version.id);
  if (found !== undefined) return addressOf(found, address, version);
  const offered = documents.map(({ id }) => id).join(', ') || 'none';
  throw new NoEndpoint(`${endpoint} names no version, and offers ${offered}, but ${needs}`);
}

interface VersionDocument {
  readonly id: string;
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

const link = record((read) => ({ rel: read('rel', text), href: read('href', text) }));
const versions = inside(
  'versions',
  listOf(
    record((read): VersionDocument => ({ id: read('id', text), links: read('links', withDefault(listOf(link), [])) })),
  ),
);

/** The document at an address without a version (reference D.2.2); no token is sent there. */
async function readVersions(transport: Transport, service: ServiceType, address: string) {
  const request = { service, method: 'GET', base: address, path: '/', route: '/', headers: {} } as const;
  return readAnswer(await transport.send(request), [200, 300], versions, (words) => transport.redactor.text(words));
}

/** A link that leads elsewhere is not followed: there the token would go to whomever it names, and it is often an inner name. */
function addressOf({ links }: VersionDocument, address: string, { inAddress }: WantedVersion): string {
  const href = links.find(({ rel }) => rel === 'self')?.href;
  const target = href !== undefined && URL.canParse(href, `${address}/`) ? new URL(href, `${address}/`) : undefined;
  if (target?.origin !== new URL(address).origin) return `${address}/${inAddress}`;
  return `${target.origin}${target.pathname}`.replace(/\/+$/, '');
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof UnexpectedAnswer) return `it answered ${error.status}`;
  return error instanceof MalformedAnswer ? error.problem : undefined;
}
