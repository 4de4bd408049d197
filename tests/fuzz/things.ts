/** What there is on a cloud, and who signed in. */
export class Things {
  readonly #things = new Map<string, string[]>();
  readonly #tokens = new Map<string, string>();

  /** Notes that there is something under a name, like a `server`; the oldest goes when there are many. */
  add(name: string, id: string): void {
    const known = this.#things.get(name) ?? [];
    this.#things.set(name, [...known, id].slice(-most));
  }

  /** What there is under a name; empty when there is nothing. */
  of(name: string): readonly string[] {
    return this.#things.get(name) ?? [];
  }

  names(): readonly string[] {
    return [...this.#things.keys()];
  }

  /** Notes that somebody has signed in. */
  signIn(who: string, token: string): void {
    this.#tokens.set(who, token);
  }

  /** Everybody who has signed in, and `nobody`. */
  people(): readonly string[] {
    return [...this.#tokens.keys(), 'nobody'];
  }

  /** Somebody's token; empty for `nobody`. */
  tokenOf(who: string): string {
    return this.#tokens.get(who) ?? '';
  }

  /** Notes what a reply to a request says has been made. */
  learn(path: string, { headers }: Pick<Response, 'headers'>, body: unknown): void {
    const token = headers.get('x-subject-token');
    if (token !== null && ![...this.#tokens.values()].includes(token)) this.add('token', token);
    const request = headers.get('x-compute-request-id');
    if (request !== null && path.includes('/servers')) this.add('request', request);
    const collection = /\/([\w-]+)(?:\/detail)?(?:\?.*)?$/.exec(path)?.[1] ?? '';
    const name = collections.get(collection);
    const id = idIn(firstOf(body) ?? {});
    if (name !== undefined && id !== undefined) this.add(name, id);
  }
}

function idIn(made: Readonly<Record<string, unknown>>): string | undefined {
  const id = ['id', 'uuid', 'alias'].filter((key) => Object.hasOwn(made, key)).map((key) => made[key])[0];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** More of a kind are not worth knowing. */
const most = 12;

/** What a collection in a path is made of. */
const collections: ReadonlyMap<string, string> = new Map([
  ['projects', 'project'],
  ['users', 'user'],
  ['roles', 'role'],
  ['domains', 'domain'],
  ['application_credentials', 'credential'],
  ['servers', 'server'],
  ['flavors', 'flavor'],
  ['os-aggregates', 'aggregate'],
  ['os-server-groups', 'group'],
  ['os-services', 'service'],
  ['os-hypervisors', 'hypervisor'],
  ['resource_providers', 'provider'],
  ['images', 'image'],
  ['networks', 'network'],
  ['subnets', 'subnet'],
  ['security-groups', 'securityGroup'],
  ['ports', 'port'],
  ['volumes', 'volume'],
  ['attachments', 'attachment'],
  ['types', 'type'],
  ['extensions', 'alias'],
]);

/** What a route calls by a name, behind a part of its path: the `id` behind `projects` is a project. */
export function thingName(name: string, before = ''): string {
  if (name === 'consumer') return 'server';
  return name === 'id' ? (collections.get(before) ?? name) : name;
}

function firstOf(body: unknown): Readonly<Record<string, unknown>> | undefined {
  const first: unknown = typeof body === 'object' && body !== null ? Object.values(body)[0] : undefined;
  const item: unknown = Array.isArray(first) ? first[0] : first;
  return isRecord(item) ? item : isRecord(body) ? body : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
