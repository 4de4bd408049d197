import type { Call, Route, ServiceBasics, ServiceProfile } from './call';
import { type FoundRoute, isTakenBy, type KnownRoutes } from './known-routes';

/** What the real service answers to beyond what is played here. */
export interface BeyondPlay<Service extends ServiceBasics> {
  readonly known: KnownRoutes;
  /** What stands before each known path, in the form of routes; the empty one when nothing does. */
  readonly prefixes: readonly string[];
  /** Answers as the real service does before it goes on, and otherwise throws `NotPlayed`. */
  readonly refuse: (call: Call<Service>, found: FoundRoute) => Response | Promise<Response>;
}

/**
 * Where nothing is played: what the real service knows is refused as that, all else as it refuses it.
 *
 * @param allowed the methods that are played at this path
 */
export function goBeyond<Service extends ServiceBasics>(
  profile: ServiceProfile,
  beyond: BeyondPlay<Service> | undefined,
  call: Call<Service>,
  allowed: readonly string[] = [],
): Response | Promise<Response> {
  const asked = call.req.raw.method;
  const method = asked === 'HEAD' && profile.head === 'as GET' ? 'GET' : asked;
  const { found, methods } = lookUp(beyond, call, method);
  if (beyond !== undefined && found !== undefined) return beyond.refuse(call, found);
  const all = [...new Set([...allowed, ...methods])];
  throw all.length === 0 ? profile.dialect.unknownRoute() : profile.dialect.wrongMethod(asked, all);
}

/** What the real service has at a path: the route for the method, and the methods that there are. */
function lookUp<Service extends ServiceBasics>(
  beyond: BeyondPlay<Service> | undefined,
  call: Call<Service>,
  method: string,
): { readonly found: FoundRoute | undefined; readonly methods: readonly string[] } {
  const path = beyond === undefined ? undefined : withoutAny(call.req.path, beyond.prefixes);
  if (beyond === undefined || path === undefined) return { found: undefined, methods: [] };
  const version = call.get('version');
  return { found: beyond.known.find(method, path, version), methods: beyond.known.methodsOf(path, version) };
}

/** A path without what stands before it; undefined when that is none of the prefixes. */
function withoutAny(path: string, prefixes: readonly string[]): string | undefined {
  for (const prefix of [...prefixes].sort((one, other) => other.length - one.length)) {
    const before = new RegExp(`^${prefix.replaceAll(/:\w+\{(.+?\})\}/g, '(?:$1)')}(?=/|$)`).exec(path);
    if (before !== null) return path.slice(before[0].length);
  }
  return undefined;
}

/** Paths that are known and not played, and that a route would take for one of its own: `/volumes/summary`. */
export function misleadingPaths<Service extends ServiceBasics>(
  routes: readonly Route<Service>[],
  beyond: BeyondPlay<Service> | undefined,
): readonly string[] {
  const played = [...new Set(routes.map(({ path }) => path))];
  const paths = (beyond?.prefixes ?? []).flatMap((prefix) =>
    (beyond?.known.all ?? []).map(({ path }) => prefix + path),
  );
  return [...new Set(paths)].filter(
    (path) => !played.includes(path) && played.some((pattern) => pattern.includes(':') && isTakenBy(pattern, path)),
  );
}
