import { seededCidr, seededFlavors, seededImageOctets, seededNames } from '../contract/seeded';
import type { Quota } from './compute/quota';
import type { Flavor } from './compute/records';
import type { CatalogService } from './identity/catalog-service';
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

/** The flavors that are there from the start. */
export const seedFlavors: readonly Flavor[] = seededFlavors.map((seeded, index) => ({
  id: String(index + 1),
  description: null,
  ...seeded,
  ephemeralGb: 0,
  swapMb: 0,
  rxtxFactor: 1,
  visibility: 'public',
  extraSpecs: {},
}));

/** The image that is there from the start, for everybody. @param owner the ID of the project that owns it */
export function seedImage(owner: string): SeedImage {
  return { name: seededNames.image, owner, size: seededImageOctets, minDisk: 0, minRam: 0 };
}

/** The network that is there from the start, for everybody. @param project the ID of the project that owns it */
export function seedNetwork(project: string): SeedNetwork {
  return { name: seededNames.network, project, shared: true, cidr: seededCidr };
}

/** The volume types that are there from the start; the first is the default. */
export const seedVolumeTypes: readonly SeedVolumeType[] = [
  { name: seededNames.volumeType, description: null, extraSpecs: {} },
  { name: seededNames.volumeTypeMultiattach, description: null, extraSpecs: { multiattach: '<is> True' } },
];

/** What each project may use: the reference cloud's, which nobody reaches. */
export const seedQuota: Quota = { instances: 10_000, cores: 100_000, ramMb: 100_000_000 };
