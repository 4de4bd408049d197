import type { Decoder } from './decode';
import { inside, listOf, record, text, withDefault } from './decode';
import { EndlessList } from './api-errors';
import type { Method, ServiceType } from './exchange';
import { readAnswer } from './read-answer';
import type { Params, Query } from './route';
import { pathOf } from './route';
import type { Session } from './session';
import type { Answer, RequestBody } from './transport';

/** One call of an API. */
export interface Call<T> {
  readonly method: Method;
  /** Below the endpoint, with names for its variables: `/servers/{server}`. */
  readonly route: string;
  readonly params?: Params;
  readonly query?: Query;
  /** Sent as JSON; undefined fields are left out. */
  readonly body?: unknown;
  /** Sent as they are, in place of `body`. */
  readonly octets?: Uint8Array;
  readonly base?: 'endpoint' | 'root';
  readonly expected: readonly number[];
  readonly reply: Decoder<T>;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly more: 'more' | 'last';
}

/** What every client is: it fills routes, pins the microversion, and reads replies. */
export abstract class ApiClient {
  protected readonly session: Session;
  readonly #service: ServiceType;
  readonly #version: string | undefined;

  /** @param version the microversion that each request asks for; none for services without microversions */
  constructor(session: Session, service: ServiceType, version?: string) {
    this.session = session;
    this.#service = service;
    this.#version = version;
  }

  /**
   * Sends the call and reads its reply. Rejects with `UnexpectedAnswer`, `NoAnswer`, `MalformedAnswer`,
   * `WriteRefused`, `NoEndpoint`, or with `TypeError` when a variable of the route has no value.
   */
  protected async request<T>(call: Call<T>): Promise<T> {
    return this.#read(await this.#send(call), call);
  }

  /** Like `request`, but undefined where the service answers 404. */
  protected async requestOrNothing<T>(call: Call<T>): Promise<T | undefined> {
    const answer = await this.#send(call);
    return answer.status === 404 ? undefined : this.#read(answer, call);
  }

  /**
   * Reads a list page after page. Each page is asked for by the marker, the id of the last item before it; the links
   * that services send only say whether there is more, and are never followed. Rejects with `EndlessList`, too.
   */
  protected async everyPage<T>(
    page: (marker: string | undefined) => Promise<Page<T>>,
    idOf: (item: T) => string,
  ): Promise<readonly T[]> {
    const { cloud, deadlineSeconds } = this.session;
    const end = performance.now() + deadlineSeconds * 1000;
    const all: T[] = [];
    const markers = new Set<string>();
    let letters = 0;
    let marker: string | undefined;
    for (;;) {
      const { items, more } = await page(marker);
      for (const item of items) all.push(item);
      const last = items.at(-1);
      if (more === 'last' || last === undefined) return all;
      marker = idOf(last);
      letters += JSON.stringify(items).length;
      const goesOn = markers.has(marker) ? 'repeats a page' : tooLong(letters, performance.now() > end, all.length);
      if (goesOn !== undefined) {
        throw new EndlessList(`${cloud}: ${this.#service} should go on after the marker ${marker}, but ${goesOn}`);
      }
      markers.add(marker);
    }
  }

  async #send(call: Call<unknown>): Promise<Answer> {
    const { method, route, params = {}, query = {}, base = 'endpoint' } = call;
    return this.session.send({
      service: this.#service,
      method,
      base,
      path: pathOf(route, params, query),
      route,
      microversion: this.#version,
      body: bodyOf(call),
    });
  }

  #read<T>(answer: Answer, call: Call<T>): T {
    return readAnswer(answer, call.expected, call.reply, (words) => this.session.redacted(words));
  }
}

/** What one may expect to be the end of a list is passed, in time or in what was read of it. */
function tooLong(letters: number, isLate: boolean, items: number): string | undefined {
  if (isLate) return `has not come to an end in the time of one answer, after ${items} items`;
  return letters > mostLetters ? `has not come to an end after ${items} items` : undefined;
}

/** All pages of a list together: ten thousand hosts have two millions. */
const mostLetters = 8_000_000;

/** Reads `{"<name>": [...], "<name>_links": [{"rel": "next"}]}` as Nova and Neutron page their lists (reference D.2). */
export function pageOf<T>(name: string, item: Decoder<T>): Decoder<Page<T>> {
  return record((read) => ({
    items: read(name, listOf(item)),
    more: read(`${name}_links`, withDefault(listOf(rel), [])).includes('next') ? 'more' : 'last',
  }));
}

const rel = inside('rel', text);

/** Reads the id of what was made, out of its wrapper. */
export function idInside(name: string): Decoder<{ readonly id: string }> {
  return inside(
    name,
    record((read) => ({ id: read('id', text) })),
  );
}

function bodyOf(call: Call<unknown>): RequestBody | undefined {
  if (call.octets !== undefined) return { kind: 'octets', value: call.octets };
  return call.body === undefined ? undefined : { kind: 'json', value: call.body };
}
