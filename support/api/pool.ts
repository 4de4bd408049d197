import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { TlsTrust } from './connection';

/** As axios sets it for each request: an agent that wants it otherwise changes the socket back and forth. */
const keepAlive = { keepAlive: true, keepAliveMsecs: 60_000 };

/** Connections to one cloud that are kept alive and shared by all who talk to it. They carry nothing of a person. */
export class ConnectionPool {
  readonly http = new HttpAgent(keepAlive);
  readonly https: HttpsAgent;

  /** @param tls by whom servers are believed; the authorities that Node trusts when left out */
  constructor(tls?: TlsTrust) {
    this.https = new HttpsAgent({ ...keepAlive, ...trustOf(tls) });
  }

  /** Closes all connections. */
  close(): void {
    this.http.destroy();
    this.https.destroy();
  }
}

/** Said in full, for the environment could change what Node does when it is not (NODE_TLS_REJECT_UNAUTHORIZED). */
function trustOf(tls: TlsTrust | undefined): { rejectUnauthorized: boolean; ca?: string } {
  const rejectUnauthorized = tls?.servers !== 'not verified';
  return tls?.authorities === undefined ? { rejectUnauthorized } : { rejectUnauthorized, ca: tls.authorities };
}
