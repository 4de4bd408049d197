import { replyOf } from './texts';
import type { Microversion, MicroversionRange, Negotiation } from './microversions';

/** What belongs to an error besides its status and message; each dialect uses what it knows. */
export interface ErrorDetails {
  /** Placement's error code or Neutron's error type. */
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further keys beside code, message and title (Keystone's unsupported method). */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An error that a service answers with. Thrown anywhere in a route; the service's dialect writes it down. */
export class ApiError extends Error {
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(status: number, message: string, details: ErrorDetails = {}) {
    super(shorten(message, longestMessage));
    this.name = 'ApiError';
    this.status = status;
    this.details = details;
  }
}

/** An error of the middleware before a service, which words it itself, alike for every service. */
export abstract class MiddlewareError extends ApiError {
  /** The reply. */
  abstract render(facts: CallFacts): Response;
}

/** Messages echo what a client sent: however long that is, they say no more of it than helps. */
const longestMessage = 2000;

/** A text of at most so many characters, with the number of those that are left out. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (and ${text.length - most} characters more)`;
}

/** What a dialect needs to know of the request to which it answers. */
export interface CallFacts {
  readonly method: string;
  readonly requestId: string;
  readonly accept: string | undefined;
  /** The microversion agreed upon; undefined when the request did not get that far. */
  readonly version: Microversion | undefined;
}

/** How a service words its errors. */
export interface Dialect {
  /** Writes an error down. */
  render(error: ApiError, facts: CallFacts): Response;
  /** No route has this path. */
  unknownRoute(): ApiError;
  /** The path is there, but not for this method. */
  wrongMethod(method: string, allowed: readonly string[]): ApiError;
  /** The service itself broke. */
  unexpected(error: unknown): ApiError;
  /** The microversion asked for cannot be had. */
  noSuchVersion(failure: Exclude<Negotiation, { kind: 'agreed' }>, range: MicroversionRange): ApiError;
}

/** The standard reason phrases, as WebOb and Keystone write them. */
export function reasonPhrase(status: number): string {
  return phrases[status] ?? (status >= 500 ? 'Internal Server Error' : 'Bad Request');
}

const phrases: Readonly<Record<number, string>> = {
  300: 'Multiple Choices',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** A JSON reply. `contentType` is as the service writes it. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  contentType = 'application/json',
): Response {
  return replyOf(JSON.stringify(body), { status, headers: { 'content-type': contentType, ...headers } });
}
