/** The values of a route's variables, by their names. */
export type Params = Readonly<Record<string, string>>;

/** What stands behind the `?`; undefined values are left out, a list repeats its name. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

const loneSurrogate = /\p{Surrogate}/u;

/**
 * The path of a request: `/servers/{server}` with `{server: 'a/b'}` becomes `/servers/a%2Fb`.
 * Throws `TypeError` for a variable without a value, with an empty one, or with one that no URL can carry.
 */
export function pathOf(route: string, params: Params, query: Query): string {
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeParam(route, name, params[name]));
  const stray = Object.keys(params).find((name) => !route.includes(`{${name}}`));
  if (stray !== undefined) throw new TypeError(`The route ${route} has no variable {${stray}}.`);
  const search = searchOf(query);
  return search === '' ? path : `${path}?${search}`;
}

function encodeParam(route: string, name: string, value: string | undefined): string {
  if (value === undefined || value === '') {
    throw new TypeError(
      `The route ${route} needs a value for {${name}}, but it is ${value === '' ? 'empty' : 'missing'}.`,
    );
  }
  // A URL resolves these two as directories, however they are written, and so leaves the route.
  if (value === '.' || value === '..' || loneSurrogate.test(value)) {
    throw new TypeError(`The route ${route} cannot carry ${JSON.stringify(value)} as {${name}}.`);
  }
  return encodeURIComponent(value);
}

function searchOf(query: Query): string {
  return Object.entries(query)
    .flatMap(([name, value]) => valuesOf(value).map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`))
    .join('&');
}

function valuesOf(value: Query[string]): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
}
