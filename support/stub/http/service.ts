import { type Context, Hono, type Next } from 'hono';
import { getPath } from 'hono/utils/url';

import type { Clock } from '../clock';
import type { IdSource } from '../id-source';
import { type Authenticate, type Caller, nobody } from './authentication';
import { type BeyondPlay, goBeyond, misleadingPaths } from './beyond-play';
import { type BodyLimit, refuseLargeBody } from './body-limit';
import { ApiError, type CallFacts, type Dialect, MiddlewareError } from './errors';
import type { HttpApplication } from './http-application';
import { Microversion, type MicroversionRange, negotiate } from './microversions';

/** What every service of the embedded cloud is given; its routes find it in `call.env`. */
export interface ServiceBasics {
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Where clients reach the service, like `http://127.0.0.1:8774/compute`; its path is the prefix of links. */
  readonly publicUrl: string;
  /** Told of everything thrown that is no {@link ApiError}: a fault of the stub itself, by which the run fails. */
  readonly onBreakdown: (error: unknown) => void;
  /** keystonemiddleware; Keystone itself is given {@link noAuthentication}. */
  readonly authenticate: Authenticate;
}

/** Hono's environment of a service: `call.env` is the service of this cloud, `call.get` tells what is known of the request. */
export interface ServiceEnvironment<Service extends ServiceBasics> {
  Bindings: Service;
  Variables: {
    requestId: string;
    caller: Caller;
    version: Microversion;
    negotiated: Microversion | undefined;
    bodyLimit: BodyLimit;
  };
}

/** One request to a service, for its route. */
export type Call<Service extends ServiceBasics> = Context<ServiceEnvironment<Service>>;

/** The HTTP methods that routes have. */
export type RouteMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a service answers to a method and path, at the microversions from `since` to `until` (both belong to it). */
export interface Route<Service extends ServiceBasics> {
  readonly method: RouteMethod;
  /** In Hono's form: `/servers/:server`. Of several that match, the first in the table counts. */
  readonly path: string;
  readonly since?: string;
  readonly until?: string;
  readonly handle: (call: Call<Service>) => Response | Promise<Response>;
}

/** What is the same for all routes of a kind of service, in all clouds. */
export interface ServiceProfile {
  readonly dialect: Dialect;
  /** Left out by services without microversions. */
  readonly microversions?: MicroversionRange;
  /** How much a request may say. */
  readonly bodyLimit: BodyLimit;
  /** Whether a HEAD is answered like a GET without its body. */
  readonly head: 'as GET' | 'as any other method';
  /** True for the version documents, which need no token. */
  isPublic(path: string): boolean;
  /** Names of further headers that carry the request id, like `x-compute-request-id`. */
  readonly requestIdHeaders?: readonly string[];
  /** The headers by which the service tells the microversion agreed upon. */
  versionHeaders?(version: Microversion): readonly (readonly [string, string])[];
}

/** For Keystone, which looks at tokens itself. */
export const noAuthentication: Authenticate = () => Promise.resolve(nobody);

/**
 * Prepares the routes of a kind of service once per process. The result makes the HTTP application of one cloud's
 * service. `profile` may depend on the service, for a release decides its newest microversion. What no route answers to and
 * the real service does is for `beyond`.
 */
export function defineService<Service extends ServiceBasics>(
  profile: (service: Service) => ServiceProfile,
  routes: readonly Route<Service>[],
  beyond?: BeyondPlay<Service>,
): (service: Service) => HttpApplication {
  const application = new Hono<ServiceEnvironment<Service>>({
    getPath: (request, options) => withoutPrefix(getPath(request), options?.env?.publicUrl ?? ''),
  });
  application.use('*', (call: Call<Service>, next) => identify(profile(call.env), call, next));
  application.use('*', (call: Call<Service>, next) => admit(profile(call.env), call, next));
  const leave = (call: Call<Service>, allowed?: readonly string[]) =>
    goBeyond(profile(call.env), beyond, call, allowed);
  for (const path of misleadingPaths(routes, beyond)) application.all(path, (call) => leave(call));
  for (const [path, resource] of byPath(routes)) {
    application.all(path, (call) => dispatch(profile(call.env), resource, call, leave));
  }
  application.notFound((call) => leave(call));
  application.onError((error, call) => renderError(profile(call.env), error, call));
  return (service) => (request) => application.fetch(request, service);
}

/** A service is reached below its public address, and by its neighbours, in process, without the prefix of it. */
function withoutPrefix(path: string, publicUrl: string): string {
  const start = publicUrl.indexOf('/', publicUrl.indexOf('//') + 2);
  const prefix = start === -1 ? '' : publicUrl.slice(start);
  if (path === prefix) return '/';
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}

/** Gives the request its id, and the reply the headers that it carries whatever it is. */
async function identify<Service extends ServiceBasics>(profile: ServiceProfile, call: Call<Service>, next: Next) {
  const requestId = call.env.ids.requestId();
  call.set('requestId', requestId);
  call.set('caller', nobody);
  call.set('version', Microversion.of(profile.microversions?.minimum ?? '0.0'));
  call.set('negotiated', undefined);
  call.set('bodyLimit', profile.bodyLimit);
  await next();
  for (const name of ['x-openstack-request-id', ...(profile.requestIdHeaders ?? [])])
    call.res.headers.set(name, requestId);
  const version = call.get('negotiated');
  if (version === undefined) return;
  for (const [name, value] of profile.versionHeaders?.(version) ?? []) call.res.headers.append(name, value);
}

/**
 * The size of the body, keystonemiddleware, then the microversion: in that order, so that nobody without a token makes a
 * service read much, and a stranger learns nothing of versions.
 */
async function admit<Service extends ServiceBasics>(profile: ServiceProfile, call: Call<Service>, next: Next) {
  if (profile.bodyLimit.kind === 'before the service') refuseLargeBody(call.req.raw, profile.bodyLimit);
  if (!profile.isPublic(call.req.path)) call.set('caller', await call.env.authenticate(call.req.raw));
  if (profile.microversions !== undefined) {
    const negotiation = negotiate(call.req.raw.headers, profile.microversions);
    if (negotiation.kind !== 'agreed') throw profile.dialect.noSuchVersion(negotiation, profile.microversions);
    call.set('version', negotiation.version);
    call.set('negotiated', negotiation.version);
  }
  await next();
}

function dispatch<Service extends ServiceBasics>(
  profile: ServiceProfile,
  resource: readonly Route<Service>[],
  call: Call<Service>,
  leave: (call: Call<Service>, allowed: readonly string[]) => Response | Promise<Response>,
): Response | Promise<Response> {
  const asked = call.req.raw.method;
  const own = resource.filter((route) => route.method === asked);
  const usable =
    own.length === 0 && asked === 'HEAD' && profile.head === 'as GET'
      ? resource.filter((route) => route.method === 'GET')
      : own;
  if (usable.length === 0) return leave(call, [...new Set(resource.map((route) => route.method))]);
  const route = usable.find(({ since, until }) => call.get('version').isWithin(since, until));
  if (route === undefined) throw profile.dialect.unknownRoute();
  return route.handle(call);
}

function renderError<Service extends ServiceBasics>(
  profile: ServiceProfile,
  error: unknown,
  call: Call<Service>,
): Response {
  const facts: CallFacts = {
    method: call.req.raw.method,
    requestId: call.get('requestId'),
    accept: call.req.raw.headers.get('accept') ?? undefined,
    version: call.get('negotiated'),
  };
  if (error instanceof MiddlewareError) return error.render(facts);
  if (error instanceof ApiError) return profile.dialect.render(error, facts);
  call.env.onBreakdown(error);
  return profile.dialect.render(profile.dialect.unexpected(error), facts);
}

function byPath<Service extends ServiceBasics>(routes: readonly Route<Service>[]): Map<string, Route<Service>[]> {
  const paths = new Map<string, Route<Service>[]>();
  for (const route of routes) {
    const known = paths.get(route.path);
    if (known === undefined) paths.set(route.path, [route]);
    else known.push(route);
  }
  return paths;
}
