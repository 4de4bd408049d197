import type { Context } from 'hono';

import type { Clock } from '../clock';
import type { IdSource } from '../id-source';
import type { Authenticate, Caller } from './authentication';
import type { Dialect } from './errors';
import type { Microversion, MicroversionRange } from './microversions';

/** What every service of the embedded cloud is given; its routes find it in `call.env`. */
export interface ServiceBasics {
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Where clients reach the service, like `http://127.0.0.1:8774/compute`; its path is the prefix of links. */
  readonly publicUrl: string;
  /** Told of everything thrown that is no {@link ApiError}: a fault of the stub itself, by which the run fails. */
  readonly onBreakdown: (error: unknown) => void;
  /** keystonemiddleware; Keystone itself is given {@link noAuthentication}. */
  readonly authenticate: Authenticate;
}

/** Hono's environment of a service: `call.env` is the service of this cloud, `call.get` tells what is known of the request. */
export interface ServiceEnvironment<Service extends ServiceBasics> {
  Bindings: Service;
  Variables: {
    requestId: string;
    caller: Caller;
    version: Microversion;
    negotiated: Microversion | undefined;
    bodyLimit: BodyLimit;
  };
}

/** How much a request to a service may say. */
export interface BodyLimit {
  /** Who refuses more: oslo's middleware before anything is read or asked, or the service when it reads. */
  readonly kind: 'before the service' | 'in the service';
  readonly bytes: number;
}

/** One request to a service, for its route. */
export type Call<Service extends ServiceBasics> = Context<ServiceEnvironment<Service>>;

/** The HTTP methods that routes have. */
export type RouteMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a service answers to a method and path, at the microversions from `since` to `until` (both belong to it). */
export interface Route<Service extends ServiceBasics> {
  readonly method: RouteMethod;
  /** In Hono's form: `/servers/:server`. Of several that match, the first in the table counts. */
  readonly path: string;
  readonly since?: string;
  readonly until?: string;
  readonly handle: (call: Call<Service>) => Response | Promise<Response>;
}

/** What is the same for all routes of a kind of service, in all clouds. */
export interface ServiceProfile {
  readonly dialect: Dialect;
  /** Left out by services without microversions. */
  readonly microversions?: MicroversionRange;
  /** How much a request may say. */
  readonly bodyLimit: BodyLimit;
  /** Whether a HEAD is answered like a GET without its body. */
  readonly head: 'as GET' | 'as any other method';
  /** True for the version documents, which need no token. */
  isPublic(path: string): boolean;
  /** Names of further headers that carry the request id, like `x-compute-request-id`. */
  readonly requestIdHeaders?: readonly string[];
  /** The headers by which the service tells the microversion agreed upon. */
  versionHeaders?(version: Microversion): readonly (readonly [string, string])[];
}
