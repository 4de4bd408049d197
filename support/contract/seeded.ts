import type { PersonName } from './person-names';

/** Somebody who acts in scenarios: the name of the user, the project, and the roles there, implied ones left out. */
export interface SeededPerson {
  readonly username: string;
  readonly project: string;
  readonly roles: readonly string[];
}

/** Who is made on every cloud of the project's own. The operator is admin in the owner's project, to create servers there. */
export const seededPeople: Readonly<Record<PersonName, SeededPerson>> = {
  owner: { username: 'local-delete-owner', project: 'local-delete', roles: ['member'] },
  reader: { username: 'local-delete-reader', project: 'local-delete', roles: ['reader'] },
  stranger: { username: 'local-delete-stranger', project: 'local-delete-stranger', roles: ['member'] },
  operator: { username: 'local-delete-operator', project: 'local-delete', roles: ['admin'] },
};

/** The names of what is made on every cloud of the project's own. */
export const seededNames = {
  region: 'RegionOne',
  /** The domain of everybody and every project. */
  domain: 'Default',
  /** The availability zone of the hosts. */
  zone: 'local-delete',
  image: 'local-delete',
  flavor: 'local-delete.small',
  flavorLarge: 'local-delete.large',
  network: 'local-delete',
  volumeType: 'local-delete',
  volumeTypeMultiattach: 'local-delete.multiattach',
} as const;

/** The compute hosts, all in the one zone. */
export const seededHosts = ['compute-1', 'compute-2', 'compute-3'] as const;

/** The flavors, the small one first. */
export const seededFlavors = [
  { name: seededNames.flavor, vcpus: 1, memoryMb: 512, diskGb: 1 },
  { name: seededNames.flavorLarge, vcpus: 2, memoryMb: 1024, diskGb: 2 },
] as const;

/** The fake hypervisor never reads an image, but Glance wants some octets of it. */
export const seededImageOctets = 1024;

/** The addresses of the network's only subnet. */
export const seededCidr = '10.20.0.0/16';
