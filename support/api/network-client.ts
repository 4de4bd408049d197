import { NetworksClient } from './network/networks-client';
import { PortsClient } from './network/ports-client';
import { SubnetsClient } from './network/subnets-client';
import type { Session } from './session';

/** Neutron as one person reaches it, with one client for each noun. */
export class NetworkClient {
  readonly networks: NetworksClient;
  readonly subnets: SubnetsClient;
  readonly ports: PortsClient;

  constructor(session: Session) {
    this.networks = new NetworksClient(session);
    this.subnets = new SubnetsClient(session);
    this.ports = new PortsClient(session);
  }
}
