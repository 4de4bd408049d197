import { ClientRequest } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Axios, isAxiosError } from 'axios';
import type { AxiosResponse } from 'axios';
import type { Connection } from './connection';
import { NoAnswer } from './api-errors';
import { isReading, type Exchange, type Method, type Outcome, type ServiceType } from './exchange';
import { hostOf, reasonOf } from './no-answer-reason';
import { ConnectionPool, type Agents } from './pool';
import { mostOctets, readBody } from './read-body';
import type { Body } from './read-body';
import { Redactor } from './redaction';
import { Secret } from './secret';

/** What a request carries. */
export type RequestBody =
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'octets'; readonly value: Uint8Array };

/** One request, ready to be sent. */
export interface Sending {
  readonly service: ServiceType;
  readonly method: Method;
  /** The endpoint, without a slash at its end. */
  readonly base: string;
  /** Below the endpoint, encoded, with its query. */
  readonly path: string;
  readonly route: string;
  readonly microversion?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody | undefined;
}

/** What a service answered, with the record of it. */
export interface Answer {
  /** The address that was asked, without the path below it. */
  readonly endpoint: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly exchange: Exchange;
}

/** A longer body is not recorded, of text only the beginning: a scenario keeps the records of all its requests. */
const longestRecord = 32 * 1024;

/** Sends one person's requests over kept-alive connections and records each of them. */
export class Transport {
  readonly redactor: Redactor;
  readonly #connection: Connection;
  readonly #person: string;
  readonly #pool: ConnectionPool;

  constructor(connection: Connection, person: string) {
    this.redactor = connection.redactor ?? new Redactor();
    this.#connection = connection;
    this.#person = person;
    this.#pool = connection.pool ?? new ConnectionPool(connection.access.tls);
  }

  /**
   * Sends the request and returns the answer, whatever its status. Rejects with `NoAnswer` when none comes. A GET or HEAD that meets
   * a kept connection which the other side has just closed is sent once more, on a new one; nothing else is, for who knows whether it was taken.
   */
  async send(sending: Sending): Promise<Answer> {
    try {
      return await this.#sendOver(this.#pool.kept, sending);
    } catch (error) {
      if (!(error instanceof NoAnswer) || error.connection === 'sound' || !isReading(sending.method)) throw error;
      return this.#sendOver(this.#pool.fresh, sending);
    }
  }

  /** Closes the kept-alive connections, unless they are shared. */
  close(): void {
    if (this.#connection.pool === undefined) this.#pool.close();
  }

  async #sendOver(agents: Agents, sending: Sending): Promise<Answer> {
    const startedAt = Date.now();
    const start = performance.now();
    const recordAs = (outcome: Outcome): Exchange => {
      const exchange = this.#exchange(sending, outcome, startedAt, (performance.now() - start) / 1000);
      this.#connection.listener(exchange);
      return exchange;
    };
    if (sending.body?.kind === 'json') this.redactor.learn(sending.body.value);
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort();
    }, this.#connection.deadlineSeconds * 1000);
    let response: AxiosResponse<unknown>;
    try {
      response = await request(sending, deadline.signal, agents);
    } catch (error) {
      const connection = wasClosed(error) ? 'closed before' : 'sound';
      const cause = deadline.signal.aborted
        ? `none within ${this.#connection.deadlineSeconds} s from ${hostOf(sending.base)}`
        : reasonOf(error, sending.base) + (connection === 'sound' ? '' : ', which was kept from an earlier request');
      const reason = this.redactor.text(cause);
      throw new NoAnswer(recordAs({ kind: 'no answer', reason }), reason, connection);
    } finally {
      clearTimeout(timer);
    }
    const { status } = response;
    const headers = headersOf(response);
    const text = textOf(response);
    const body = readBody(text);
    const newToken = headers['x-subject-token'];
    if (newToken !== undefined) this.redactor.knowToken(new Secret(newToken));
    const endpoint = this.redactor.text(sending.base);
    return { endpoint, status, headers, body, exchange: recordAs(this.#shown({ status, headers, body }, text)) };
  }

  #exchange(sending: Sending, outcome: Outcome, startedAt: number, seconds: number): Exchange {
    const { service, method, route, microversion, body } = sending;
    const requestId = outcome.kind === 'answer' ? requestIdOf(outcome.headers) : undefined;
    return {
      cloud: this.#connection.cloud,
      person: this.#person,
      service,
      method,
      path: this.redactor.text(sending.path),
      route,
      ...(microversion === undefined ? {} : { microversion }),
      requestHeaders: this.redactor.headers(allHeadersOf(sending)),
      ...(body === undefined ? {} : { requestBody: this.#shownRequest(body) }),
      outcome,
      ...(requestId === undefined ? {} : { requestId }),
      startedAt,
      seconds,
    };
  }

  #shownRequest(body: RequestBody): unknown {
    return body.kind === 'json' ? this.redactor.body(body.value) : `[${body.value.byteLength} octets]`;
  }

  #shown({ status, headers, body }: Pick<Answer, 'status' | 'headers' | 'body'>, text: string): Outcome {
    return {
      kind: 'answer',
      status,
      headers: this.redactor.headers(headers),
      body: text.length > longestRecord ? this.#inShort(body, text) : this.redactor.received(body.value, text),
    };
  }

  #inShort({ form }: Body, text: string): string {
    const length = `${text.length} characters in all`;
    if (form === 'JSON') return `(JSON that is too long to be shown, ${length})`;
    // A part of a text keeps the whole text in memory; octets do not.
    const beginning = Buffer.from(this.redactor.text(text).slice(0, longestRecord)).toString();
    return `${beginning}… (${length})`;
  }
}

/** Without axios' defaults: nothing is followed, rewritten, parsed or refused. */
const plain = new Axios({
  adapter: 'http',
  proxy: false,
  maxRedirects: 0,
  maxContentLength: mostOctets,
  responseType: 'text',
  validateStatus: () => true,
  transformRequest: [(data: unknown) => data],
  transformResponse: [(data: unknown) => data],
});

function request(sending: Sending, deadline: AbortSignal, agents: Agents): Promise<AxiosResponse<unknown>> {
  return plain.request<unknown>({
    url: sending.base + sending.path,
    method: sending.method,
    // axios would call a write without a body a form.
    headers: { 'Content-Type': false, ...allHeadersOf(sending) },
    data: dataOf(sending.body),
    signal: deadline,
    httpAgent: agents.http,
    httpsAgent: agents.https,
  });
}

/** True when the connection had served a request before, and the other side has broken it off. */
function wasClosed(error: unknown): boolean {
  if (!isAxiosError(error) || !['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) return false;
  const sent: unknown = error.request;
  return sent instanceof ClientRequest && sent.reusedSocket;
}

/** What a service calls itself in the header, where that is not its type in the catalog. */
const microversionNames: Partial<Record<ServiceType, string>> = { volumev3: 'volume' };

function allHeadersOf(sending: Sending): Record<string, string> {
  return {
    Accept: 'application/json',
    'User-Agent': 'local-delete-acceptance',
    ...(sending.microversion === undefined
      ? {}
      : {
          'OpenStack-API-Version': `${microversionNames[sending.service] ?? sending.service} ${sending.microversion}`,
        }),
    ...(sending.body === undefined ? {} : { 'Content-Type': contentTypeOf(sending.body) }),
    ...sending.headers,
  };
}

function contentTypeOf(body: RequestBody): string {
  return body.kind === 'json' ? 'application/json' : 'application/octet-stream';
}

function dataOf(body: RequestBody | undefined): string | Buffer | undefined {
  if (body === undefined) return undefined;
  return body.kind === 'json' ? JSON.stringify(body.value) : Buffer.from(body.value);
}

function headersOf(response: AxiosResponse<unknown>): Record<string, string> {
  const entries: [string, unknown][] = Object.entries(response.headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
}

function textOf({ data }: AxiosResponse<unknown>): string {
  return typeof data === 'string' ? data : '';
}

/** `req-` and a UUID has 40 characters; a balancer's own may have more. */
const longestRequestId = 100;

function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  return (headers['x-openstack-request-id'] ?? headers['x-compute-request-id'])?.slice(0, longestRequestId);
}
