import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { inside, record, text } from '../decode';
import type { Session } from '../session';

/** A range of addresses of a network. */
export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  /** Like `10.0.0.0/16`. */
  readonly cidr: string;
}

/** An IPv4 subnet without DHCP to be made. */
export interface NewSubnet {
  readonly name: string;
  readonly networkId: string;
  readonly cidr: string;
}

/** Subnets: `/v2.0/subnets`. */
export class SubnetsClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'network');
  }

  /** The subnets of the network, every page; 200. */
  list(networkId: string): Promise<readonly Subnet[]> {
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/v2.0/subnets',
          query: { network_id: networkId, marker },
          expected: [200],
          reply: pageOf('subnets', subnet),
        }),
      ({ id }) => id,
    );
  }

  /** Makes a subnet; 201. */
  create({ name, networkId, cidr }: NewSubnet): Promise<Subnet> {
    return this.request({
      method: 'POST',
      route: '/v2.0/subnets',
      body: { subnet: { name, network_id: networkId, cidr, ip_version: 4, enable_dhcp: false } },
      expected: [201],
      reply: inside('subnet', subnet),
    });
  }
}

const subnet: Decoder<Subnet> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  networkId: read('network_id', text),
  cidr: read('cidr', text),
}));
