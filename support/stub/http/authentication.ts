import { webobResponse } from './dialects/webob';
import { type CallFacts, jsonResponse, MiddlewareError } from './errors';
import type { HttpApplication } from './http-application';
import { defineSchema } from './schemas';
import { jsonOf } from './texts';

/** Who sent a request, as keystonemiddleware tells the service. */
export interface Caller {
  /** The token itself, for calls to neighbours on the caller's behalf; empty for {@link nobody}. */
  readonly token: string;
  readonly userId: string;
  readonly userName: string;
  /** Undefined for tokens that are not scoped to a project. */
  readonly projectId: string | undefined;
  readonly projectName: string | undefined;
  readonly scope: 'project' | 'domain' | 'system' | 'unscoped';
  /** With the implied ones. */
  readonly roles: readonly string[];
  /** True with the role `admin`. */
  readonly isAdmin: boolean;
  /** The roles of `X-Service-Token`; empty when the request has none. */
  readonly serviceRoles: readonly string[];
}

/** The caller of a version document: no token was asked for. */
export const nobody: Caller = {
  token: '',
  userId: '',
  userName: '',
  projectId: undefined,
  projectName: undefined,
  scope: 'unscoped',
  roles: [],
  isAdmin: false,
  serviceRoles: [],
};

/** Finds out who sent a request. Rejects with {@link AuthenticationFailed}. */
export type Authenticate = (request: Request) => Promise<Caller>;

/** A request that keystonemiddleware did not let through. */
class AuthenticationFailed extends MiddlewareError {
  readonly #keystoneUrl: string;

  /** @param status 401 for a bad token, 503 when Keystone cannot be asked */
  constructor(status: 401 | 503, keystoneUrl: string) {
    super(
      status,
      status === 401
        ? 'The request you have made requires authentication.'
        : 'The server is currently unavailable. Please try again at a later time.',
    );
    this.name = 'AuthenticationFailed';
    this.#keystoneUrl = keystoneUrl;
  }

  /** The reply, alike for every service (reference D.1; `keystonemiddleware/auth_token/__init__.py`). */
  override render(facts: CallFacts): Response {
    if (this.status === 503) return webobResponse(503, { explanation: this.message }, facts);
    return jsonResponse(
      401,
      { error: { code: 401, title: 'Unauthorized', message: this.message } },
      { 'www-authenticate': `Keystone uri="${this.#keystoneUrl}"` },
    );
  }
}

/** What {@link createAuthenticator} needs to ask Keystone. */
export interface AuthenticatorOptions {
  /** Keystone's own application, perhaps behind a barrier. */
  readonly identity: HttpApplication;
  /** Keystone's public address, for `WWW-Authenticate`. */
  readonly identityUrl: string;
  /** How long what Keystone said holds; left out, Keystone is asked each time. */
  readonly memory?: {
    /** How often something changed by which a token may have been revoked, or may mean less. */
    readonly changes: () => number;
    /** In milliseconds since 1970. */
    readonly now: () => number;
  };
}

/**
 * keystonemiddleware: asks Keystone itself about `X-Auth-Token` and `X-Service-Token`, so that a token revoked or expired
 * is refused at once. Keystone out of reach or broken is 503.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const known = new KnownTokens(options);
  return async (request) => {
    const token = request.headers.get('x-auth-token');
    if (token === null || token === '') throw new AuthenticationFailed(401, options.identityUrl);
    const caller = callerOf(token, await known.validate(token));
    const serviceToken = request.headers.get('x-service-token');
    if (serviceToken === null || serviceToken === '') return caller;
    const service = await known.validate(serviceToken);
    return { ...caller, serviceRoles: (service.roles ?? []).map((role) => role.name) };
  };
}

/** What Keystone said of tokens since something changed there last. */
class KnownTokens {
  readonly #options: AuthenticatorOptions;
  readonly #documents = new Map<string, TokenDocument['token']>();
  #changes = 0;

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  async validate(token: string): Promise<TokenDocument['token']> {
    const { memory } = this.#options;
    if (memory === undefined) return validate(token, this.#options);
    const changes = memory.changes();
    if (changes !== this.#changes) this.#documents.clear();
    this.#changes = changes;
    const known = this.#documents.get(token);
    if (known !== undefined && memory.now() < Date.parse(known.expires_at)) return known;
    const document = await validate(token, this.#options);
    if (changes === memory.changes()) this.#documents.set(token, document);
    return document;
  }
}

async function validate(token: string, options: AuthenticatorOptions): Promise<TokenDocument['token']> {
  const response = await askKeystone(token, options);
  if (response.status === 401 || response.status === 404) throw new AuthenticationFailed(401, options.identityUrl);
  if (response.status !== 200) throw new AuthenticationFailed(503, options.identityUrl);
  const result = tokenDocument.read(await jsonOf(response));
  if (result.kind === 'invalid') throw new TypeError(`Keystone's token document is none: ${result.problem.reason}`);
  return result.value.token;
}

async function askKeystone(token: string, options: AuthenticatorOptions): Promise<Response> {
  const question = new Request(`${options.identityUrl}/v3/auth/tokens?nocatalog`, {
    headers: { 'x-auth-token': token, 'x-subject-token': token, accept: 'application/json' },
  });
  try {
    return await options.identity(question);
  } catch {
    throw new AuthenticationFailed(503, options.identityUrl);
  }
}

function callerOf(token: string, document: TokenDocument['token']): Caller {
  const roles = (document.roles ?? []).map((role) => role.name);
  return {
    token,
    userId: document.user.id,
    userName: document.user.name,
    projectId: document.project?.id,
    projectName: document.project?.name,
    scope: scopeOf(document),
    roles,
    isAdmin: roles.includes('admin'),
    serviceRoles: [],
  };
}

function scopeOf(document: TokenDocument['token']): Caller['scope'] {
  if (document.project !== undefined) return 'project';
  if (document.domain !== undefined) return 'domain';
  return document.system === undefined ? 'unscoped' : 'system';
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface TokenDocument {
  readonly token: {
    readonly expires_at: string;
    readonly user: Named;
    readonly project?: Named;
    readonly domain?: Named;
    readonly system?: { readonly all: boolean };
    readonly roles?: readonly Named[];
  };
}

const named = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: 'string' } },
  required: ['id', 'name'],
};

const tokenDocument = defineSchema<TokenDocument>({
  type: 'object',
  properties: {
    token: {
      type: 'object',
      properties: {
        expires_at: { type: 'string' },
        user: named,
        project: named,
        domain: named,
        system: { type: 'object', properties: { all: { type: 'boolean' } }, required: ['all'] },
        roles: { type: 'array', items: named },
      },
      required: ['expires_at', 'user'],
    },
  },
  required: ['token'],
});
