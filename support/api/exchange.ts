/** The OpenStack services that the suite talks to, by their type in Keystone's catalog. */
export type ServiceType = 'identity' | 'compute' | 'placement' | 'image' | 'network' | 'volumev3';

/** The HTTP methods that the suite uses. */
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** True when the method changes nothing. */
export function isReading(method: Method): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What came back: an answer of the service, or the reason why there was none. */
export type Outcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  | { readonly kind: 'no answer'; readonly reason: string };

/**
 * One request and what came back, as it may be shown to anybody: secrets are replaced before this exists.
 * Times are real times of this machine: `startedAt` in milliseconds since 1970, `seconds` as a duration.
 */
export interface Exchange {
  readonly cloud: string;
  readonly person: string;
  readonly service: ServiceType;
  readonly method: Method;
  /** Below the service's endpoint, with its query: `/servers/7f3a…?all_tenants=true`. */
  readonly path: string;
  /** The path with names for its variables and without its query: `/servers/{server}`. */
  readonly route: string;
  readonly microversion?: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: unknown;
  readonly outcome: Outcome;
  readonly requestId?: string;
  readonly startedAt: number;
  readonly seconds: number;
}

/** Whoever wants to know of exchanges: the transcript, the invariants, the conformance record. */
export type ExchangeListener = (exchange: Exchange) => void;
