import { Hono, type Next } from 'hono';
import { getPath } from 'hono/utils/url';

import { type Authenticate, nobody } from './authentication';
import { type BeyondPlay, goBeyond, misleadingPaths } from './beyond-play';
import { refuseLargeBody } from './body-limit';
import type { Call, Route, ServiceBasics, ServiceEnvironment, ServiceProfile } from './call';
import { ApiError, type CallFacts, MiddlewareError } from './errors';
import type { HttpApplication } from './http-application';
import { Microversion, negotiate } from './microversions';

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
