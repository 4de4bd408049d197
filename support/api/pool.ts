import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { TlsTrust } from './tls-trust';

/** As axios sets it for each request: an agent that wants it otherwise changes the socket back and forth. */
const keepAlive = { keepAlive: true, keepAliveMsecs: 60_000 };

/** Who opens the connections of requests. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** Connections to one cloud that are kept alive and shared by all who talk to it. They carry nothing of a person. */
export class ConnectionPool {
  /** Keep connections for the next request. */
  readonly kept: Agents;
  /** Open a connection for each request, which no request before can have left closed. */
  readonly fresh: Agents;

  /** @param tls by whom servers are believed; the authorities that Node trusts when left out */
  constructor(tls?: TlsTrust) {
    const trust = trustOf(tls);
    this.kept = { http: new HttpAgent(keepAlive), https: new HttpsAgent({ ...keepAlive, ...trust }) };
    this.fresh = { http: new HttpAgent(), https: new HttpsAgent(trust) };
  }

  /** Closes all connections. */
  close(): void {
    for (const { http, https } of [this.kept, this.fresh]) {
      http.destroy();
      https.destroy();
    }
  }
}

/** Said in full, for the environment could change what Node does when it is not (NODE_TLS_REJECT_UNAUTHORIZED). */
function trustOf(tls: TlsTrust | undefined): { rejectUnauthorized: boolean; ca?: string } {
  const rejectUnauthorized = tls?.servers !== 'not verified';
  return tls?.authorities === undefined ? { rejectUnauthorized } : { rejectUnauthorized, ca: tls.authorities };
}
