import type { ExchangeListener } from './exchange';

/** Where the people of a cloud sign in, and which of its endpoints are used. */
export interface CloudAccess {
  /** Keystone's v3 address, like `http://127.0.0.1:5000/v3`. */
  readonly authUrl: string;
  readonly region: string;
  readonly interface: 'public' | 'internal' | 'admin';
}

/** All that clients need to know of a cloud. */
export interface Connection {
  /** The cloud's name, for messages. */
  readonly cloud: string;
  readonly access: CloudAccess;
  /** A request without an answer after this many real seconds fails. */
  readonly deadlineSeconds: number;
  readonly listener: ExchangeListener;
}
