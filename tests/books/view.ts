import type { Exchange } from '../../support/api/exchange';
import type { Amounts } from '../../support/books/amounts';
import type { HostBooks, Snapshot, Standing } from '../../support/books/host-books';
import type { CloudView, ServerView } from '../../support/books/invariants/cloud-view';

export const blue = '7f3a1c22-0000-4000-8000-000000000001';
export const stranger = '99999999-0000-4000-8000-000000000009';
export const provider1 = '11111111-0000-4000-8000-000000000001';
export const provider2 = '22222222-0000-4000-8000-000000000002';
export const flavor: Amounts = { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1 };
const nothing: Amounts = { VCPU: 0, MEMORY_MB: 0, DISK_GB: 0 };

/** Books of a host that is not used, changed as the test says. */
export function host(name: 'compute-1' | 'compute-2', changes: Partial<HostBooks> = {}): HostBooks {
  return {
    host: name,
    provider: name === 'compute-1' ? provider1 : provider2,
    usages: nothing,
    allocations: new Map(),
    standing: standing(),
    ...changes,
  };
}

/** What stands of a host, changed as the test says. */
export function standing(changes: Partial<Standing> = {}): Standing {
  return {
    inventories: new Map([['VCPU', { total: 8, reserved: 0, ratio: 4 }]]),
    traits: ['COMPUTE_NODE'],
    aggregates: ['zone'],
    ...changes,
  };
}

export function snapshot(...hosts: readonly HostBooks[]): Snapshot {
  return { hosts: new Map(hosts.map((each) => [each.host, each])) };
}

/** A host on which one consumer holds the flavor. */
export function hostWith(consumer: string, name: 'compute-1' | 'compute-2' = 'compute-1'): HostBooks {
  return host(name, { usages: flavor, allocations: new Map([[consumer, flavor]]) });
}

/** Server blue, which lives on compute-1, changed as the test says. */
export function server(changes: Partial<ServerView> = {}): ServerView {
  return {
    uuid: blue,
    name: 'server blue',
    answers: { status: 'ACTIVE', taskState: null, host: 'compute-1', flavor },
    ports: [],
    allocations: new Map([[provider1, flavor]]),
    ...changes,
  };
}

/** A cloud with server blue on compute-1, whose books balance; changed as the test says. */
export function view(changes: Partial<CloudView> = {}): CloudView {
  return {
    before: snapshot(host('compute-1'), host('compute-2')),
    now: snapshot(hostWith(blue), host('compute-2')),
    standing: new Map([
      ['compute-1', standing()],
      ['compute-2', standing()],
    ]),
    expectedLeaks: new Set(),
    hostsInUse: new Set(['compute-1']),
    servers: [server()],
    volumes: [],
    consumers: [{ uuid: blue, allocations: new Map([[provider1, flavor]]), is: 'a server' }],
    projectUsage: flavor,
    exchanges: [exchange(204)],
    ...changes,
  };
}

export function exchange(status: number): Exchange {
  return {
    cloud: 'embedded',
    person: 'owner',
    service: 'compute',
    method: 'DELETE',
    path: `/servers/${blue}`,
    route: '/servers/{server}',
    requestHeaders: {},
    requestId: `req-${blue}`,
    outcome: { kind: 'answer', status, headers: {}, body: '' },
    startedAt: 0,
    seconds: 0.14,
  };
}
