import type { RouteMethod } from './call';
import type { Microversion } from './microversions';

/** A route of a real service, whether it is played here or not. */
export interface KnownRoute {
  readonly method: RouteMethod;
  /** Like `/servers/:server`. */
  readonly path: string;
  readonly since?: string;
  readonly until?: string;
  /** Who may use it and the policy that says so, like `admin os_compute_api:os-hosts:list`. */
  readonly policy: string;
}

/** A route as people write it, like `GET /servers/{server}`. */
export function nameOf({ method, path }: Pick<KnownRoute, 'method' | 'path'>): string {
  return `${method} ${nameOfPath(path)}`;
}

/** A route's path as people write it, like `/servers/{server}`. */
export function nameOfPath(path: string): string {
  return path.replaceAll(/:([a-z_]+)(?:\{[^/]+\})?/gi, '{$1}');
}

/** Routes by path and method: who may use each, and the policy that says so. */
export type RouteTable = Readonly<Record<string, Readonly<Partial<Record<RouteMethod, string>>>>>;

/** What a path holds, by its names in the route: `{ server: '…' }`. */
export type PathParameters = ReadonlyMap<string, string>;

/** A known route that a request asks for. */
export interface FoundRoute {
  readonly route: KnownRoute;
  readonly parameters: PathParameters;
}

/** The routes of a table, at the microversions from `since` to `until`. */
export function routesOf(
  table: RouteTable,
  versions: { readonly since?: string; readonly until?: string } = {},
): readonly KnownRoute[] {
  return Object.entries(table).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, policy]) => ({ method: readMethod(method), path, policy, ...versions })),
  );
}

/** All routes of a service by their paths: which there are, played or not. */
export class KnownRoutes {
  readonly all: readonly KnownRoute[];
  #byLength: Map<number, readonly (readonly [segments: readonly string[], route: KnownRoute])[]> | undefined;

  constructor(routes: readonly KnownRoute[]) {
    this.all = routes;
  }

  /** The route for a method and path at a microversion. */
  find(method: string, path: string, version: Microversion): FoundRoute | undefined {
    const { route, parameters } = this.#matches(path, version).find((found) => found.route.method === method) ?? {};
    return route === undefined || parameters === undefined ? undefined : { route, parameters };
  }

  /** The methods that a path has at a microversion. */
  methodsOf(path: string, version: Microversion): readonly string[] {
    return this.#matches(path, version).map(({ route }) => route.method);
  }

  /** A path that names something counts before one that has a name for anything: `/volumes/summary` before `/volumes/:volume`. */
  #matches(path: string, version: Microversion): readonly FoundRoute[] {
    const segments = path.split('/');
    const found = (this.#index().get(segments.length) ?? []).flatMap(([pattern, route]): readonly FoundRoute[] => {
      if (!version.isWithin(route.since, route.until)) return [];
      const parameters = match(pattern, segments);
      return parameters === undefined ? [] : [{ route, parameters }];
    });
    return found.sort((one, other) => one.parameters.size - other.parameters.size);
  }

  #index() {
    if (this.#byLength === undefined) {
      this.#byLength = new Map();
      for (const route of this.all) {
        const segments = route.path.split('/');
        const known = this.#byLength.get(segments.length) ?? [];
        this.#byLength.set(segments.length, [...known, [segments, route]]);
      }
    }
    return this.#byLength;
  }
}

/** Whether a pattern takes a path, which is more certain than the pattern, for its own. Both are in the form of routes. */
export function isTakenBy(pattern: string, path: string): boolean {
  const [own, others] = [pattern.split('/'), path.split('/')];
  const isLess = own.some((part, index) => part !== others[index] && others[index]?.startsWith(':') === false);
  return (
    isLess && own.length === others.length && own.every((part, index) => part.startsWith(':') || part === others[index])
  );
}

/** Whether two routes are the same but for the names in them. */
export function isSameRoute(
  one: Pick<KnownRoute, 'method' | 'path'>,
  other: Pick<KnownRoute, 'method' | 'path'>,
): boolean {
  const anonymous = (path: string) => path.replaceAll(/:[^/]+/g, ':');
  return one.method === other.method && anonymous(one.path) === anonymous(other.path);
}

function match(pattern: readonly string[], segments: readonly string[]): PathParameters | undefined {
  const parameters = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) {
      if (segment === '') return undefined;
      parameters.set(part.slice(1), decoded(segment));
    } else if (part !== segment) return undefined;
  }
  return parameters;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const methods: readonly RouteMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function readMethod(text: string): RouteMethod {
  const method = methods.find((known) => known === text);
  if (method === undefined) throw new RangeError(`${text} is no method of a route`);
  return method;
}
