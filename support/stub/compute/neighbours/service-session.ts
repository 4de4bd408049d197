import type { Barrier } from '../../barrier';
import { jsonOf, requestSaying } from '../../http/texts';
import { ServiceUnauthorized } from '../exceptions';
import { asObject, asText } from './read-json';

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
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as they are, in place of `body`. */
  readonly octets?: Uint8Array;
  /** The token of the user on whose behalf Nova asks. */
  readonly userToken?: string;
  /**
   * Whether Nova's own token goes along as service token: `[service_user] send_service_user_token`. When left out it goes
   * beside a user's.
   */
  readonly serviceToken?: 'sent' | 'not sent';
}

/** Nova's own token; when it ends, in milliseconds since 1970. */
interface ServiceToken {
  readonly value: string;
  readonly projectId: string;
  readonly expiresAt: number;
}

/** Tokens this close to their end are not used any more: keystoneauth's `STALE_TOKEN_DURATION`, in seconds. */
const staleSeconds = 30;

/** Nova's session with Keystone: keystoneauth's `Session` with the service user's credentials. */
export class ServiceSession {
  readonly #identity: Barrier;
  readonly #user: ServiceUser;
  readonly #now: () => number;
  #token: ServiceToken | undefined;

  /** @param now milliseconds since 1970 in the stub's time */
  constructor(identity: Barrier, user: ServiceUser, now: () => number) {
    this.#identity = identity;
    this.#user = user;
    this.#now = now;
  }

  /**
   * Sends a request with a service token, and signs in again once when that is refused. Rejects with
   * {@link ServiceUnauthorized}, `ConnectionRefused` or `AnswerTimedOut`.
   */
  async send(barrier: Barrier, request: NeighbourRequest): Promise<Response> {
    const response = await barrier.fetch(requestOf(request, await this.#currentToken()));
    if (response.status !== 401 || request.userToken !== undefined) return response;
    this.#token = undefined;
    return barrier.fetch(requestOf(request, await this.#currentToken()));
  }

  /** The project of Nova's own user. Rejects as {@link send} does. */
  async projectId(): Promise<string> {
    return (await this.#currentToken()).projectId;
  }

  async #currentToken(): Promise<ServiceToken> {
    const usable = this.#token !== undefined && this.#token.expiresAt - this.#now() > staleSeconds * 1000;
    if (this.#token === undefined || !usable) this.#token = await this.#signIn();
    return this.#token;
  }

  async #signIn(): Promise<ServiceToken> {
    const { name, password, project, domain } = this.#user;
    const identity = { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } };
    const auth = { identity, scope: { project: { name: project, domain: { name: domain } } } };
    const response = await this.#identity.fetch(
      requestSaying(JSON.stringify({ auth }), `${neighbourOrigin}/v3/auth/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      }),
    );
    const value = response.headers.get('x-subject-token');
    if (response.status !== 201 || value === null) throw new ServiceUnauthorized();
    const token = asObject(asObject(await jsonOf(response), "Keystone's reply")['token'], 'token');
    const projectId = asText(asObject(token['project'], 'token.project')['id'], 'token.project.id');
    return { value, projectId, expiresAt: Date.parse(asText(token['expires_at'], 'token.expires_at')) };
  }
}

/** Requests in process go to no real address. */
const neighbourOrigin = 'http://neighbour';

function requestOf(request: NeighbourRequest, token: ServiceToken): Request {
  const { method, path, headers, body, octets } = request;
  const tokens = tokenHeaders(request, token);
  const common = { accept: 'application/json', ...tokens, ...headers };
  if (octets !== undefined) {
    const type = { 'content-type': 'application/octet-stream' };
    return new Request(`${neighbourOrigin}${path}`, { method, headers: { ...common, ...type }, body: octets });
  }
  if (body === undefined) return new Request(`${neighbourOrigin}${path}`, { method, headers: common });
  return requestSaying(JSON.stringify(body), `${neighbourOrigin}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...common },
  });
}

/** Nova's own token stands for the user's when Nova asks for itself. */
function tokenHeaders({ userToken, serviceToken }: NeighbourRequest, { value }: ServiceToken): Record<string, string> {
  const sent = serviceToken ?? (userToken === undefined ? 'not sent' : 'sent');
  return { 'x-auth-token': userToken ?? value, ...(sent === 'sent' ? { 'x-service-token': value } : {}) };
}
