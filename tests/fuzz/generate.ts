import { nameOf, nameOfPath } from '../../support/stub/http/known-routes';
import { type NamedRoute, type ServicePlay, servicePlays } from '../../support/stub/service-plays';
import { bodies } from './bodies';
import { parameterNames, usualQueries, usualValues } from './queries';
import type { Random } from './random';
import { spoil } from './spoil';
import { thingName, type Things } from './things';
import { oddBodies, oddHeaders, oddTexts, oddVersions } from './words';

/** A request that is malformed in one place or another, or in none. */
export interface FuzzRequest {
  readonly method: string;
  /** With the query, as it is sent. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  /** The route, as people write it. */
  readonly route: string;
}

interface ServiceRoute {
  readonly play: ServicePlay;
  readonly route: NamedRoute;
}

const playedRoutes: readonly ServiceRoute[] = servicePlays.flatMap((play) =>
  play.played.map((route) => ({ play, route })),
);
const knownRoutes: readonly ServiceRoute[] = servicePlays.flatMap((play) =>
  play.known.map((route) => ({ play, route })),
);

/** Makes a request of what the stub itself knows: its routes, and what there is on the cloud. */
export function makeRequest(random: Random, things: Things): FuzzRequest {
  const { play, route } = chooseRoute(random);
  const method = random.isLucky(4)
    ? random.pick(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    : route.method;
  const path = makePath(random, things, play, route) + makeQuery(random, things, play, route);
  const body = ['GET', 'HEAD'].includes(method) ? undefined : makeBody(random, things, play, route);
  const headers = makeHeaders(random, things, play, route, body);
  return { method, path, headers, body, route: `${play.name} ${nameOf({ method: route.method, path: route.path })}` };
}

/** Seldom one that takes something away, for then there is little left to ask about. */
function chooseRoute(random: Random): ServiceRoute {
  const chosen = random.pick(random.isLucky(85) ? playedRoutes : knownRoutes);
  return chosen.route.method === 'DELETE' && random.isLucky(75) ? chooseRoute(random) : chosen;
}

function makePath(random: Random, things: Things, { base }: ServicePlay, { path }: NamedRoute): string {
  const segments = path.split('/');
  const filled = segments.map((segment, index) => {
    if (!segment.startsWith(':')) return random.isLucky(1) ? oddSegment(random) : segment;
    if (random.isLucky(10)) return oddSegment(random);
    return encodeURIComponent(thing(random, things, thingName(segment.slice(1), segments[index - 1])));
  });
  const end = random.isLucky(2) ? random.pick(['/', '//', '.json', ';a', '/detail', '%00']) : '';
  return `${base}${filled.join('/')}${end}`;
}

/** What stays in a path as it is written, and what does not. */
function oddSegment(random: Random): string {
  const text = random.pick(oddTexts);
  return random.isLucky(80) ? escaped(text) : wellFormed(text).replaceAll(/[?#\s]/g, '');
}

function escaped(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** Without halves of characters, which no URL can hold. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** Something that there is under a name; of another kind now and then. */
function thing(random: Random, things: Things, name: string): string {
  const known = things.of(random.isLucky(5) ? random.pick(things.names()) : name);
  return known.length === 0 ? random.uuid() : random.pick(known);
}

function makeQuery(
  random: Random,
  things: Things,
  { name: service }: ServicePlay,
  { method, path }: NamedRoute,
): string {
  if (!random.isLucky(method === 'GET' ? 60 : 5)) return '';
  const usual = (usualQueries[path] ?? []).filter(() => random.isLucky(80));
  const others = Array.from({ length: random.below(4) }, (): readonly [string, string] => {
    const name = random.pick(random.isLucky(92) ? parameterNames[service] : oddTexts);
    return [name, makeValue(random, things)];
  });
  const parameters = [...usual, ...others].map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  if (random.isLucky(3))
    parameters.push(random.pick(['a', '&', '=', '%zz=%', '%ff=%ff', '+', 'limit', 'limit=1&limit=2']));
  return `?${parameters.join('&')}`;
}

function makeValue(random: Random, things: Things): string {
  if (random.isLucky(20)) return thing(random, things, random.pick(things.names()));
  return random.pick(random.isLucky(40) ? usualValues : oddTexts);
}

function makeBody(random: Random, things: Things, play: ServicePlay, route: NamedRoute): string | undefined {
  const known = bodies[bodyName(play, route)];
  if (known === undefined && random.isLucky(60)) return undefined;
  if (random.isLucky(8)) return random.pick(oddBodies);
  const filled = fill(random.pick(known ?? [{}]), (name) => {
    if (name === 'number') return random.below(4);
    return name === 'uuid' ? random.uuid() : thing(random, things, name);
  });
  return JSON.stringify(random.isLucky(30) ? filled : spoil(filled, random));
}

/** The key of `bodies` for a route. */
export function bodyName({ base }: ServicePlay, { method, path }: NamedRoute): string {
  return `${method} ${base}${nameOfPath(path)}`;
}

function fill(value: unknown, find: (name: string) => string | number): unknown {
  const name = typeof value === 'string' ? /^\{(\w+)\}$/.exec(value)?.[1] : undefined;
  if (name !== undefined) return find(name);
  if (Array.isArray(value)) return value.map((part) => fill(part, find));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [String(fill(key, find)), fill(part, find)]));
}

function makeHeaders(
  random: Random,
  things: Things,
  play: ServicePlay,
  { path }: NamedRoute,
  body: string | undefined,
): FuzzRequest['headers'] {
  const headers = new Map<string, string>();
  const who = random.pick(random.isLucky(90) ? ['owner', 'operator', 'operator', 'operator'] : things.people());
  if (who !== 'nobody') headers.set('x-auth-token', things.tokenOf(who));
  if (random.isLucky(90)) headers.set('accept', 'application/json');
  if (body !== undefined)
    headers.set('content-type', `application/${path.endsWith('/file') ? 'octet-stream' : 'json'}`);
  if (play.name === 'Keystone') headers.set('x-subject-token', thing(random, things, 'token'));
  const version = makeVersion(random, play);
  if (version !== undefined) headers.set('openstack-api-version', version);
  if (random.isLucky(6)) {
    const name = random.pick(Object.keys(oddHeaders));
    headers.set(name, random.pick(oddHeaders[name] ?? ['']));
  }
  return [...headers];
}

const newest: Readonly<Partial<Record<ServicePlay['name'], readonly [type: string, major: number, minor: number]>>> = {
  Nova: ['compute', 2, 96],
  Placement: ['placement', 1, 39],
  Cinder: ['volume', 3, 71],
};

function makeVersion(random: Random, { name }: ServicePlay): string | undefined {
  const [type, major, minor] = newest[name] ?? [];
  if (type === undefined || major === undefined || minor === undefined || random.isLucky(10)) return undefined;
  if (random.isLucky(5)) return `${random.pick([type, '', 'compute', '__proto__'])} ${random.pick(oddVersions)}`;
  return `${type} ${major}.${random.isLucky(70) ? minor - random.below(6) : random.below(minor + 1)}`;
}
