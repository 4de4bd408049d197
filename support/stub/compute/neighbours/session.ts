import type { Gate } from '../../gate';
import { ServiceUnauthorized } from '../errors';
import { asObject, asText } from './json';

/** Nova's own user, as in nova.conf's `[service_user]`. */
export interface ServiceUser {
  readonly name: string;
  readonly password: string;
  readonly project: string;
  readonly domain: string;
}

/** What a request to a neighbour consists of. */
export interface NeighbourRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query, relative to the service. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The token of the user on whose behalf Nova asks; Nova's own is sent beside it. */
  readonly userToken?: string;
}

/** Tokens this close to their end are not used any more: keystoneauth's `STALE_TOKEN_DURATION`, in seconds. */
const staleSeconds = 30;

/** Nova's session with Keystone: keystoneauth's `Session` with the service user's credentials. */
export class ServiceSession {
  readonly #identity: Gate;
  readonly #user: ServiceUser;
  readonly #now: () => number;
  #token: { readonly value: string; readonly expiresAt: number } | undefined;

  /** @param now milliseconds since 1970 in the stub's time */
  constructor(identity: Gate, user: ServiceUser, now: () => number) {
    this.#identity = identity;
    this.#user = user;
    this.#now = now;
  }

  /**
   * Sends a request with a service token, and signs in again once when that is refused. Rejects with
   * {@link ServiceUnauthorized}, `ConnectionRefused` or `AnswerTimedOut`.
   */
  async send(gate: Gate, request: NeighbourRequest): Promise<Response> {
    const response = await gate.fetch(requestOf(request, await this.#currentToken()));
    if (response.status !== 401 || request.userToken !== undefined) return response;
    this.#token = undefined;
    return gate.fetch(requestOf(request, await this.#currentToken()));
  }

  async #currentToken(): Promise<string> {
    const usable = this.#token !== undefined && this.#token.expiresAt - this.#now() > staleSeconds * 1000;
    if (this.#token === undefined || !usable) this.#token = await this.#signIn();
    return this.#token.value;
  }

  async #signIn(): Promise<{ value: string; expiresAt: number }> {
    const { name, password, project, domain } = this.#user;
    const identity = { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } };
    const auth = { identity, scope: { project: { name: project, domain: { name: domain } } } };
    const response = await this.#identity.fetch(
      new Request(`${neighbourOrigin}/v3/auth/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ auth }),
      }),
    );
    const value = response.headers.get('x-subject-token');
    if (response.status !== 201 || value === null) throw new ServiceUnauthorized();
    const { token } = asObject(await response.json(), "Keystone's reply");
    const expiresAt = asText(asObject(token, 'token')['expires_at'], 'token.expires_at');
    return { value, expiresAt: Date.parse(expiresAt) };
  }
}

/** Requests in process go to no real address. */
const neighbourOrigin = 'http://neighbour';

function requestOf({ method, path, headers, body, userToken }: NeighbourRequest, serviceToken: string): Request {
  const tokens: Record<string, string> =
    userToken === undefined
      ? { 'x-auth-token': serviceToken }
      : { 'x-auth-token': userToken, 'x-service-token': serviceToken };
  const common = { accept: 'application/json', ...tokens, ...headers };
  if (body === undefined) return new Request(`${neighbourOrigin}${path}`, { method, headers: common });
  return new Request(`${neighbourOrigin}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...common },
    body: JSON.stringify(body),
  });
}
