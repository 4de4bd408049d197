import { endpointIn, rootOf } from './service-catalog';
import type { Connection } from './connection';
import type { Credentials } from './credentials';
import { nothing, text } from './decode';
import { WriteRefused } from './api-errors';
import { isReading, type Method, type ServiceType } from './exchange';
import { readAnswer } from './read-answer';
import { Secret } from './secret';
import type { Named, TokenBody } from './sign-in';
import { secretOf, signInBody, tokenDecoder } from './sign-in';
import type { Answer, RequestBody } from './transport';
import { Transport } from './transport';
import { versionedEndpoint } from './versioned-endpoint';

/** A person either acts, or observes: then nothing but reading is sent. */
export type SessionAccess = 'acts' | 'observes';

/** One request of a client, before the session adds address and token. */
export interface SessionRequest {
  readonly service: ServiceType;
  readonly method: Method;
  /** `root` is the address above the endpoint, where version documents stand; no token is sent there. */
  readonly base: 'endpoint' | 'root';
  readonly path: string;
  readonly route: string;
  readonly microversion?: string | undefined;
  readonly body?: RequestBody | undefined;
}

interface SignedIn extends TokenBody {
  readonly token: Secret;
}

/** One person's stay at a cloud: signs in when first needed, knows the catalog, and sends requests. */
export class Session {
  readonly cloud: string;
  readonly person: string;
  readonly access: SessionAccess;
  /** How long one answer may take, in real seconds. */
  readonly deadlineSeconds: number;
  readonly #connection: Connection;
  readonly #credentials: Credentials;
  readonly #transport: Transport;
  readonly #lender: Session | undefined;
  #signedIn: Promise<SignedIn> | undefined;
  readonly #endpoints = new Map<string, Promise<string>>();
  /** What is sent in place of the person's own token. */
  #presented: Secret | 'no token' | undefined;

  /**
   * @param person who signs in, for messages, like `owner`
   * @param lender a session of the same person whose token serves here too, so that they sign in but once
   */
  constructor(
    connection: Connection,
    person: string,
    credentials: Credentials,
    access: SessionAccess = 'acts',
    lender?: Session,
  ) {
    this.cloud = connection.cloud;
    this.person = person;
    this.access = access;
    this.deadlineSeconds = connection.deadlineSeconds;
    this.#connection = connection;
    this.#credentials = credentials;
    this.#lender = lender;
    this.#transport = new Transport(connection, person);
    this.hide(secretOf(credentials));
  }

  /** The token of now; signs in when there is none. */
  async token(): Promise<Secret> {
    return (await this.#signIn()).token;
  }

  /** The project that the person is signed in to. */
  async project(): Promise<Named> {
    return (await this.#signIn()).project;
  }

  /** The person as Keystone knows them. */
  async user(): Promise<Named> {
    return (await this.#signIn()).user;
  }

  /** Names of the person's roles on the project, implied ones included. */
  async roles(): Promise<readonly string[]> {
    return (await this.#signIn()).roles;
  }

  /**
   * The same person's stay with another token in place of their own, or with none: it is sent as it is, and a 401 is the answer.
   * Rejects with whatever signing in rejects with, for the catalog is the person's own.
   */
  async presenting(token: Secret | 'no token'): Promise<Session> {
    const stay = new Session(this.#connection, this.person, this.#credentials, this.access);
    stay.#signedIn = Promise.resolve(await this.#signIn());
    stay.#presented = token;
    if (token !== 'no token') stay.#transport.redactor.knowToken(token);
    return stay;
  }

  /** A token of the person's that Keystone has just revoked, before any service has seen it (reference D.1). */
  async revokedToken(): Promise<Secret> {
    const { token } = await this.#postToken();
    const answer = await this.#transport.send({
      service: 'identity',
      method: 'DELETE',
      base: await this.endpoint('identity'),
      path: '/auth/tokens',
      route: '/auth/tokens',
      headers: { 'X-Auth-Token': token.reveal(), 'X-Subject-Token': token.reveal() },
    });
    readAnswer(answer, [204], nothing, (words) => this.redacted(words));
    return token;
  }

  /** The service's address without a slash at its end; Keystone's is where people sign in, unless another is given. Rejects with `NoEndpoint`. */
  async endpoint(service: ServiceType): Promise<string> {
    const { access } = this.#connection;
    if (service === 'identity') return keystoneAt(access.endpoints?.identity ?? access.authUrl);
    const address = endpointIn((await this.#signIn()).catalog, service, access, this.cloud);
    return await this.#withVersion(service, address);
  }

  /** Forgets token and catalog, so that the next request signs in anew: after the catalog or a role has changed. */
  renew(): void {
    this.#signedIn = undefined;
    this.#lender?.renew();
  }

  /** From now on the secret reads `[hidden]` wherever a request or an answer has it. */
  hide(secret: Secret): void {
    this.#transport.redactor.knowPassword(secret);
  }

  /** Any text of this session's answers as it may be shown. */
  redacted(words: string): string {
    return this.#transport.redactor.text(words);
  }

  /**
   * Sends the request and returns the answer, whatever its status. A 401 is followed by one new sign-in and the
   * request again; a GET or HEAD that meets 502 to 504 is sent once more; nothing else is ever repeated.
   * Rejects with `WriteRefused`, `NoEndpoint`, `NoAnswer`, or whatever signing in rejects with.
   */
  async send(request: SessionRequest): Promise<Answer> {
    this.#refuseToWrite(request);
    const answer = await this.#sendAuthorized(request);
    return isReading(request.method) && isGatewayTrouble(answer.status) ? this.#sendAuthorized(request) : answer;
  }

  /** Closes the kept-alive connections. */
  close(): void {
    this.#transport.close();
  }

  async #sendAuthorized(request: SessionRequest): Promise<Answer> {
    if (request.base === 'root') {
      return this.#transport.send({ ...request, base: rootOf(await this.endpoint(request.service)), headers: {} });
    }
    if (this.#presented !== undefined) return this.#sendWith(this.#presented, request);
    const token = await this.token();
    const answer = await this.#sendWith(token, request);
    if (answer.status !== 401) return answer;
    await this.#forget(token);
    return this.#sendWith(await this.token(), request);
  }

  async #sendWith(token: Secret | 'no token', request: SessionRequest): Promise<Answer> {
    const base = await this.endpoint(request.service);
    const headers: Readonly<Record<string, string>> = token === 'no token' ? {} : { 'X-Auth-Token': token.reveal() };
    return this.#transport.send({ ...request, base, headers });
  }

  /** An address is looked up once; a failure is not kept. */
  #withVersion(service: ServiceType, address: string): Promise<string> {
    const known = this.#endpoints.get(address);
    if (known !== undefined) return known;
    const begun = versionedEndpoint(this.#transport, this.cloud, service, address);
    begun.catch(() => this.#endpoints.delete(address));
    this.#endpoints.set(address, begun);
    return begun;
  }

  #signIn(): Promise<SignedIn> {
    if (this.#signedIn !== undefined) return this.#signedIn;
    const begun = this.#lender === undefined ? this.#postToken() : this.#borrow(this.#lender);
    begun.catch(() => {
      if (this.#signedIn === begun) this.renew();
    });
    this.#signedIn = begun;
    return begun;
  }

  async #borrow(lender: Session): Promise<SignedIn> {
    const signedIn = await lender.#signIn();
    this.#transport.redactor.knowToken(signedIn.token);
    return signedIn;
  }

  async #postToken(): Promise<SignedIn> {
    const answer = await this.#transport.send({
      service: 'identity',
      method: 'POST',
      base: keystoneAt(this.#connection.access.authUrl),
      path: '/auth/tokens',
      route: '/auth/tokens',
      headers: {},
      body: { kind: 'json', value: signInBody(this.#credentials) },
    });
    const show = (words: string) => this.redacted(words);
    const body = readAnswer(answer, [201], tokenDecoder, show);
    const token = new Secret(
      readAnswer(answer, [201], () => text(answer.headers['x-subject-token'], 'the header X-Subject-Token'), show),
    );
    return { ...body, token };
  }

  /** Requests that failed together sign in together: only the token that failed is forgotten. */
  async #forget(token: Secret): Promise<void> {
    const current = this.#signedIn;
    if (current !== undefined && (await current).token === token && this.#signedIn === current) this.renew();
  }

  #refuseToWrite({ method, service, path }: SessionRequest): void {
    if (this.access === 'acts' || isReading(method)) return;
    throw new WriteRefused(this.cloud, this.person, method, service, this.redacted(path));
  }
}

/** Keystone's address with its version, without a slash at its end. */
function keystoneAt(address: string): string {
  const trimmed = address.replace(/\/+$/, '');
  return trimmed.endsWith('/v3') ? trimmed : `${trimmed}/v3`;
}

function isGatewayTrouble(status: number): boolean {
  return status >= 502 && status <= 504;
}
