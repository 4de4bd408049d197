import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { identifier, inside, oneOf, record, text } from '../decode';
import type { Session } from '../session';

/** A compute node. Its id is its resource provider's in Placement, and its hostname that provider's name. */
export interface Hypervisor {
  readonly id: string;
  readonly hostname: string;
  readonly state: 'up' | 'down';
  readonly status: 'enabled' | 'disabled';
  /** The host of its nova-compute service. */
  readonly host: string;
}

/** Compute nodes: `/os-hypervisors`, for operators (reference B.5). */
export class HypervisorsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** Every compute node whose service exists; 200. */
  list(): Promise<readonly Hypervisor[]> {
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/os-hypervisors/detail',
          query: { marker },
          expected: [200],
          reply: pageOf('hypervisors', hypervisor),
        }),
      ({ id }) => id,
    );
  }
}

const hypervisor: Decoder<Hypervisor> = record((read) => ({
  id: read('id', identifier),
  hostname: read('hypervisor_hostname', text),
  state: read('state', oneOf('up', 'down')),
  status: read('status', oneOf('enabled', 'disabled')),
  host: read('service', inside('host', text)),
}));
