import type { Quota } from './compute/api/requests';
import type { Flavor } from './compute/records';
import type { CatalogService } from './identity/catalog';
import type { SeedImage } from './image/store';
import type { SeedNetwork } from './network/store';
import type { SeedVolumeType } from './volume/store';

/** The services of an embedded cloud, by the prefix of their paths. */
export const prefixes = {
  identity: '/identity',
  compute: '/compute',
  placement: '/placement',
  image: '/image',
  network: '/networking',
  volume: '/volume',
} as const;

/** The public address of each service. */
export type PublicUrls = Readonly<Record<keyof typeof prefixes, string>>;

/** The public addresses below an origin like `http://127.0.0.1:34567`. */
export function publicUrls(origin: string): PublicUrls {
  return {
    identity: `${origin}${prefixes.identity}`,
    compute: `${origin}${prefixes.compute}`,
    placement: `${origin}${prefixes.placement}`,
    image: `${origin}${prefixes.image}`,
    network: `${origin}${prefixes.network}`,
    volume: `${origin}${prefixes.volume}`,
  };
}

/** What Keystone's catalog lists. */
export function catalogOf(urls: PublicUrls): readonly CatalogService[] {
  return [
    { type: 'identity', name: 'keystone', url: `${urls.identity}/v3` },
    { type: 'compute', name: 'nova', url: `${urls.compute}/v2.1` },
    { type: 'placement', name: 'placement', url: urls.placement },
    { type: 'image', name: 'glance', url: urls.image },
    { type: 'network', name: 'neutron', url: urls.network },
    { type: 'volumev3', name: 'cinderv3', url: `${urls.volume}/v3/%(project_id)s` },
    { type: 'block-storage', name: 'cinder', url: `${urls.volume}/v3/%(project_id)s` },
  ];
}

/** Names of what is on an embedded cloud from the start, as on the reference cloud. */
export const seedNames = {
  zone: 'local-delete',
  image: 'local-delete',
  network: 'local-delete',
  flavor: 'local-delete.small',
  largeFlavor: 'local-delete.large',
  volumeType: 'local-delete',
  volumeTypeMultiattach: 'local-delete.multiattach',
} as const;

/** The flavors that are there from the start. */
export const seedFlavors: readonly Flavor[] = [
  flavor('1', seedNames.flavor, { vcpus: 1, memoryMb: 512, diskGb: 1 }),
  flavor('2', seedNames.largeFlavor, { vcpus: 2, memoryMb: 1024, diskGb: 2 }),
];

/** The image that is there from the start, for everybody. @param owner the ID of the project that owns it */
export function seedImage(owner: string): SeedImage {
  return { name: seedNames.image, owner, size: 1024, minDisk: 0, minRam: 0 };
}

/** The network that is there from the start, for everybody. @param project the ID of the project that owns it */
export function seedNetwork(project: string): SeedNetwork {
  return { name: seedNames.network, project, shared: true, cidr: '10.20.0.0/16' };
}

/** The volume types that are there from the start; the first is the default. */
export const seedVolumeTypes: readonly SeedVolumeType[] = [
  { name: seedNames.volumeType, description: null, extraSpecs: {} },
  { name: seedNames.volumeTypeMultiattach, description: null, extraSpecs: { multiattach: '<is> True' } },
];

/** What each project may use: the reference cloud's, which nobody reaches. */
export const seedQuota: Quota = { instances: 10_000, cores: 100_000, ramMb: 100_000_000 };

function flavor(id: string, name: string, size: Pick<Flavor, 'vcpus' | 'memoryMb' | 'diskGb'>): Flavor {
  return {
    id,
    name,
    description: null,
    ...size,
    ephemeralGb: 0,
    swapMb: 0,
    rxtxFactor: 1,
    visibility: 'public',
    extraSpecs: {},
  };
}
