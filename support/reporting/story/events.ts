import { isReading, type Exchange } from '../../api/exchange';
import { checkBy } from '../../check';
import type { Note, StorySeen } from './seen';

/** What people did and what came of it, and what was seen of servers and hosts when it was another thing than before; in order. */
export function eventsOf(seen: StorySeen): readonly Note[] {
  const shown = new Map<string, string>();
  const isNews = (what: string, look: string): boolean => {
    const isKnown = shown.get(what) === look;
    shown.set(what, look);
    return !isKnown;
  };
  const exchanges = seen.exchanges.toSorted((a, b) => a.startedAt - b.startedAt);
  const told = exchanges.flatMap((exchange): Note[] => {
    const at = exchange.startedAt + exchange.seconds * 1000;
    const done = deedIn(exchange, seen);
    if (done !== undefined) return [{ at, what: `${exchange.person} ${done}: ${answerOf(exchange)}` }];
    return looksIn(exchange, seen)
      .filter(({ what, look }) => isNews(what, look))
      .map(({ what, look }) => ({ at, what: `${what} ${look}` }));
  });
  return [...told, ...seen.notes].toSorted((a, b) => a.at - b.at);
}

function answerOf({ outcome }: Exchange): string {
  return outcome.kind === 'answer' ? `answered ${outcome.status}` : 'no answer';
}

/** What a request is about, in words; undefined for one that only reads, signs in, or prepares. */
function deedIn(exchange: Exchange, seen: StorySeen): string | undefined {
  const { service, method, route, requestBody } = exchange;
  if (isReading(method) || service === 'identity' || preparing.test(route)) return undefined;
  if (service === 'compute' && route.startsWith('/os-services')) return updateIn(method, requestBody);
  const deed = service === 'compute' ? deedOnServer(exchange, seen) : undefined;
  return deed ?? `${method} ${service} ${route}`;
}

/** Groups, flavors and zones are no part of what happens to a server. */
const preparing = /^\/(?:os-server-groups|flavors|os-aggregates)\b/;

function deedOnServer({ method, route, path, requestBody, outcome }: Exchange, seen: StorySeen): string | undefined {
  const made = outcome.kind === 'answer' && isOfServer(outcome.body) ? outcome.body.server.id : undefined;
  const server = seen.servers.get(made ?? idIn(path)) ?? 'a server';
  if (route === '/servers' && method === 'POST') return `creates ${server}`;
  if (route === '/servers/{server}' && method === 'DELETE') return `deletes ${server}`;
  if (route !== '/servers/{server}/action' || !isRecord(requestBody)) return undefined;
  return `asks for ${Object.keys(requestBody).join(', ')} of ${server}`;
}

function updateIn(method: string, body: unknown): string {
  if (method === 'DELETE') return 'removes a compute service';
  if (!isUpdate(body)) return 'updates a compute service';
  const { forced_down: forcedDown, status } = body;
  const flag =
    forcedDown === undefined ? [] : [forcedDown ? 'forces the host down' : 'takes the forced-down flag back'];
  return (
    [...flag, ...(status === undefined ? [] : [`sets the host to ${status}`])].join(' and ') ||
    'updates a compute service'
  );
}

interface Look {
  readonly what: string;
  readonly look: string;
}

/** What a reading shows of servers and hosts. */
function looksIn({ service, method, route, path, outcome }: Exchange, seen: StorySeen): readonly Look[] {
  if (service !== 'compute' || method !== 'GET' || outcome.kind !== 'answer') return [];
  if (route === '/servers/{server}') {
    const what = seen.servers.get(idIn(path));
    if (what === undefined) return [];
    if (outcome.status === 404) return [{ what, look: 'is gone (404)' }];
    return isOfServer(outcome.body) && outcome.body.server.status !== undefined
      ? [{ what, look: statusWords.get(outcome.body.server.status) ?? `is ${outcome.body.server.status}` }]
      : [];
  }
  if (!isOfServices(outcome.body)) return [];
  const hosts = new Set(seen.hosts.values());
  return outcome.body.services
    .filter(({ host, binary }) => binary === 'nova-compute' && hosts.has(host))
    .map(({ host, state }) => ({ what: host, look: `counts as ${state}` }));
}

const statusWords = new Map([
  ['ACTIVE', 'is running'],
  ['BUILD', 'is being built'],
  ['ERROR', 'is in error'],
]);

function idIn(path: string): string {
  return /^\/servers\/([^/?]+)/.exec(path)?.[1] ?? '';
}

const isRecord = checkBy<Readonly<Record<string, unknown>>>({ type: 'object' });

const isOfServer = checkBy<{ readonly server: { readonly id: string; readonly status?: string } }>({
  type: 'object',
  required: ['server'],
  properties: {
    server: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, status: { type: 'string' } } },
  },
});

const isUpdate = checkBy<{ readonly forced_down?: boolean; readonly status?: string }>({
  type: 'object',
  properties: { forced_down: { type: 'boolean' }, status: { type: 'string' } },
});

const isOfServices = checkBy<{
  readonly services: readonly { readonly host: string; readonly binary: string; readonly state: string }[];
}>({
  type: 'object',
  required: ['services'],
  properties: {
    services: {
      type: 'array',
      items: {
        type: 'object',
        required: ['host', 'binary', 'state'],
        properties: { host: { type: 'string' }, binary: { type: 'string' }, state: { type: 'string' } },
      },
    },
  },
});
