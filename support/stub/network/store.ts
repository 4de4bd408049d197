import type { Clock } from '../clock';
import type { IdSource } from '../id-source';
import { AddressRange } from './addresses';
import type { Binding } from './binding';

/** A network that Neutron has from the start, with one subnet. */
export interface SeedNetwork {
  /** Made up when left out. */
  readonly id?: string;
  readonly name: string;
  /** The id of the project that owns it. */
  readonly project: string;
  /** Shared ones are everybody's. */
  readonly shared: boolean;
  /** The subnet's IPv4 addresses, like `10.0.0.0/16`; ports take them in order. */
  readonly cidr: string;
}

/** A network. */
export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly shared: boolean;
  readonly subnetIds: readonly string[];
  readonly createdAt: number;
}

/** A subnet. */
export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  readonly projectId: string;
  readonly range: AddressRange;
  readonly createdAt: number;
}

/** An address of a port. */
export interface FixedIp {
  readonly subnet_id: string;
  readonly ip_address: string;
}

/** A port. Times are in milliseconds since 1970. */
export interface Port {
  readonly id: string;
  readonly networkId: string;
  readonly projectId: string;
  name: string;
  description: string;
  macAddress: string;
  adminStateUp: boolean;
  deviceId: string;
  deviceOwner: string;
  fixedIps: readonly FixedIp[];
  securityGroups: readonly string[];
  vnicType: string;
  /** Empty while the port is not bound. */
  hostId: string;
  profile: Readonly<Record<string, unknown>>;
  /** What binds it to other hosts besides, for when it goes there. */
  inactiveBindings: readonly Binding[];
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
}

/** A security group; each project has one named `default`. */
export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly createdAt: number;
}

/** All that one embedded Neutron knows. */
export class NetworkStore {
  readonly networks = new Map<string, NetworkRecord>();
  readonly subnets = new Map<string, Subnet>();
  readonly ports = new Map<string, Port>();
  readonly securityGroups = new Map<string, SecurityGroup>();
  readonly #clock: Clock;
  readonly #ids: IdSource;

  /** @param seeds the networks that it has from the start */
  constructor(clock: Clock, ids: IdSource, seeds: readonly SeedNetwork[]) {
    this.#clock = clock;
    this.#ids = ids;
    for (const seed of seeds) this.#addNetwork(seed);
  }

  /** The project's `default` security group, made when it is needed first, as Neutron does. */
  defaultSecurityGroup(projectId: string): SecurityGroup {
    for (const group of this.securityGroups.values()) {
      if (group.projectId === projectId && group.name === 'default') return group;
    }
    const group = { id: this.#ids.uuid(), name: 'default', projectId, createdAt: this.#clock.now() };
    this.securityGroups.set(group.id, group);
    return group;
  }

  /** Whether an address of a subnet is some port's. */
  isTaken(subnetId: string, address: string): boolean {
    for (const port of this.ports.values()) {
      if (port.fixedIps.some((fixed) => fixed.subnet_id === subnetId && fixed.ip_address === address)) return true;
    }
    return false;
  }

  /** The first address of a subnet that is free; undefined when all are taken. */
  freeAddress(subnet: Subnet): string | undefined {
    const taken = new Set<string>();
    for (const port of this.ports.values()) {
      for (const fixed of port.fixedIps) if (fixed.subnet_id === subnet.id) taken.add(fixed.ip_address);
    }
    return subnet.range.firstFree(taken);
  }

  /** A hardware address that no port has, from OpenStack's own range. */
  freeMacAddress(): string {
    const parts = [0, 0, 0].map(() => this.#ids.below(256).toString(16).padStart(2, '0'));
    const address = ['fa', '16', '3e', ...parts].join(':');
    return [...this.ports.values()].some(({ macAddress }) => macAddress === address) ? this.freeMacAddress() : address;
  }

  #addNetwork({ id, name, project, shared, cidr }: SeedNetwork): void {
    const networkId = id ?? this.#ids.uuid();
    const common = { projectId: project, createdAt: this.#clock.now() };
    const subnet: Subnet = {
      ...common,
      id: this.#ids.uuid(),
      name,
      networkId,
      range: new AddressRange(cidr),
    };
    this.subnets.set(subnet.id, subnet);
    this.networks.set(networkId, { ...common, id: networkId, name, shared, subnetIds: [subnet.id] });
  }
}
