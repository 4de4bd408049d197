import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { isRecord } from '../../support/api/decode';
import { makeTlsMaterial } from '../../support/clouds/embedded/certificates';

/** What stands before a cloud's services, as a load balancer does. */
export interface FrontOrder {
  /** The addresses of the services behind it, by their type in the catalog; each is served below `/cloud/<type>`. */
  readonly services: Readonly<Record<string, string>>;
  /** `rewritten` names the front's addresses in the catalog, Placement's on the internal interface only. */
  readonly catalog: 'rewritten' | 'left alone';
  /** The names and addresses in the certificate; those of this machine's loopback when left out. */
  readonly names?: readonly string[];
}

/** What the front does with a request in place of passing it on; nothing where it passes it on. A function writes to the connection. */
export type Interference = (
  request: IncomingMessage,
) =>
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string }
  | ((socket: Duplex) => void)
  | 'break off'
  | undefined;

/** A front that runs: HTTPS with a certificate of an authority that nobody else knows. */
export interface Front {
  /** Like `https://127.0.0.1:41234`. */
  readonly origin: string;
  /** The authority's certificate in PEM. */
  readonly authority: string;
  /** Every token that has come through. */
  readonly tokens: ReadonlySet<string>;
  /** From now on the front interferes so; `undefined` ends it. */
  interfere(how: Interference | undefined): void;
  /** From now on the bodies of answers are changed so on their way back; `undefined` ends it. */
  alter(how: ((body: Buffer) => Buffer) | undefined): void;
  /** The front's address of a service. */
  urlOf(service: string): string;
  close(): Promise<void>;
}

/** Opens a front on a free port of the loopback. */
export async function openFront({ services, catalog, names }: FrontOrder): Promise<Front> {
  const { key, certificate, authority } = makeTlsMaterial(names ?? ['localhost', '127.0.0.1']);
  const tokens = new Set<string>();
  let origin = '';
  const urlOf = (service: string) => `${origin}/cloud/${service}`;
  let interference: Interference | undefined;
  let alteration = (body: Buffer) => body;
  const server = createServer({ key, cert: certificate }, (request, response) => {
    const instead = interference?.(request);
    if (instead === 'break off') {
      response.destroy();
      return;
    }
    if (typeof instead === 'function') {
      instead(request.socket);
      return;
    }
    if (instead !== undefined) {
      response.writeHead(instead.status, instead.headers).end(instead.body);
      return;
    }
    void pass(request, response, services, (headers, body) => {
      const token = headers['x-subject-token'];
      if (typeof token === 'string') tokens.add(token);
      return alteration(catalog === 'rewritten' && token !== undefined ? rewritten(body, services, urlOf) : body);
    }).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the front has no port');
  origin = `https://127.0.0.1:${address.port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const interfere = (how: Interference | undefined) => {
    interference = how;
  };
  const alter = (how: ((body: Buffer) => Buffer) | undefined) => {
    alteration = how ?? ((body) => body);
  };
  return { origin, authority, tokens, interfere, alter, urlOf, close };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  services: FrontOrder['services'],
  change: (headers: IncomingMessage['headers'], body: Buffer) => Buffer,
): Promise<void> {
  const [, service = '', rest = ''] = /^\/cloud\/(\w+)(.*)$/.exec(request.url ?? '') ?? [];
  const target = services[service];
  if (target === undefined) {
    response.writeHead(404).end('the front knows no such path\n');
    return;
  }
  const body = await buffer(request);
  const onward = httpRequest(target.replace(/\/$/, '') + rest, {
    method: request.method,
    headers: { ...without(request.headers, 'host', 'connection'), 'content-length': String(body.length) },
  });
  onward.end(body);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    onward.once('response', resolve).once('error', reject);
  });
  const seen = change(answer.headers, await buffer(answer));
  const passed = without(answer.headers, 'transfer-encoding', 'connection');
  const length =
    request.method === 'HEAD' || answer.statusCode === 204 ? {} : { 'content-length': String(seen.length) };
  response.writeHead(answer.statusCode ?? 502, { ...passed, ...length }).end(seen);
}

function without(headers: IncomingMessage['headers'], ...names: string[]): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function rewritten(body: Buffer, services: FrontOrder['services'], urlOf: (service: string) => string): Buffer {
  const reply: unknown = JSON.parse(body.toString());
  const token = isRecord(reply) && isRecord(reply['token']) ? reply['token'] : undefined;
  if (token === undefined || !Array.isArray(token['catalog'])) return body;
  const catalog = token['catalog'].filter(isRecord).map((service) => {
    const type = String(service['type']);
    const target = services[type];
    if (target === undefined || !Array.isArray(service['endpoints'])) return service;
    const [endpoint] = service['endpoints'].filter(isRecord);
    const former = typeof endpoint?.['url'] === 'string' ? endpoint['url'] : '';
    const url = urlOf(type) + versionOf(type, former);
    return { ...service, endpoints: [{ ...endpoint, interface: type === 'placement' ? 'internal' : 'public', url }] };
  });
  return Buffer.from(JSON.stringify({ token: { ...token, catalog } }));
}

/** The end of the address that tells the version, which the services themselves know by; Cinder's project comes after it. */
function versionOf(type: string, url: string): string {
  const isVersioned = ['compute', 'identity', 'volumev3'].includes(type);
  return isVersioned ? (/\/v[\d.]+(\/[0-9a-f]{32})?$/.exec(url)?.[0] ?? '') : '';
}
