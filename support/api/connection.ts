import type { ExchangeListener, ServiceType } from './exchange';
import type { ConnectionPool } from './pool';
import type { Redactor } from './redaction';
import type { TlsTrust } from './tls-trust';

/** For whom an endpoint of Keystone's catalog is meant. */
export type EndpointInterface = 'public' | 'internal' | 'admin';

/** Where the people of a cloud sign in, and which of its endpoints are used. */
export interface CloudAccess {
  /** Keystone's v3 address, like `http://127.0.0.1:5000/v3`. */
  readonly authUrl: string;
  readonly region: string;
  /** The interface of every service that `interfaces` does not name. */
  readonly interface: EndpointInterface;
  readonly interfaces?: Readonly<Partial<Record<ServiceType, EndpointInterface>>>;
  /** Addresses of services in place of those in the catalog, as the catalog would have them. */
  readonly endpoints?: Readonly<Partial<Record<ServiceType, string>>>;
  /** Verified by the authorities that Node trusts when left out. */
  readonly tls?: TlsTrust;
}

/** All that clients need to know of a cloud. */
export interface Connection {
  /** The cloud's name, for messages. */
  readonly cloud: string;
  readonly access: CloudAccess;
  /** A request without an answer after this many real seconds fails. */
  readonly deadlineSeconds: number;
  readonly listener: ExchangeListener;
  /** Hides the secrets of all who talk to the cloud; left out, a session knows those of its own person. */
  readonly redactor?: Redactor;
  /** Connections that outlive a session; left out, each session has its own. */
  readonly pool?: ConnectionPool;
}
