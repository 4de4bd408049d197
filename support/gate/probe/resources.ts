import type { CloudClients } from '../../api/cloud-clients';
import type { ServiceType } from '../../api/exchange';
import { checkVersions, versionedServices } from '../../api/pinned-versions';
import type { CloudUnderTest } from '../../clouds/cloud';
import type { Findings } from './findings';

/** The services that the suite cannot do without, as the catalog calls them. */
const services = ['compute', 'placement', 'image', 'network'] as const;

type Capabilities = Pick<CloudUnderTest, 'capabilities'>;

function servicesOf({ capabilities }: Capabilities): readonly ServiceType[] {
  return capabilities.has('volumes') ? [...services, 'volumev3'] : services;
}

/**
 * Finds services that the catalog lacks, and those without the pinned microversions; Cinder only where there are volumes.
 * Resolves with the addresses of all of them, or with undefined where something is missing.
 */
export async function checkServices(
  cloud: Capabilities,
  operator: CloudClients,
  findings: Findings,
): Promise<readonly string[] | undefined> {
  const before = findings.problems().length;
  const addresses: string[] = [];
  for (const service of servicesOf(cloud)) {
    await findings.trying(async () => addresses.push(await operator.session.endpoint(service)));
  }
  if (findings.problems().length > before) return undefined;
  for (const service of versionedServices(cloud.capabilities)) {
    await findings.trying(() => checkVersions(operator.session, [service]));
  }
  return findings.problems().length > before ? undefined : addresses;
}

/** Finds what servers are made of and the owner cannot use. */
export async function checkResources(cloud: CloudUnderTest, owner: CloudClients, findings: Findings): Promise<void> {
  const { image, flavor, flavorLarge, network, volumeType, volumeTypeMultiattach } = cloud.resources;
  const wanted: readonly [kind: string, name: string | undefined, find: (name: string) => Promise<unknown>][] = [
    ['image', image, (name) => owner.image.findByName(name)],
    ['flavor', flavor, (name) => owner.compute.flavors.findByName(name)],
    ['flavor', flavorLarge, (name) => owner.compute.flavors.findByName(name)],
    ['network', network, (name) => owner.network.networks.findByName(name)],
    ['volume type', volumeType, (name) => owner.volume.types.findByName(name)],
    ['volume type for several servers', volumeTypeMultiattach, (name) => findShareable(owner, name)],
  ];
  for (const [kind, name, find] of wanted) {
    if (name === undefined) continue;
    await findings.trying(async () => {
      if ((await find(name)) === undefined) {
        findings.note(
          `${cloud.name}: there is no ${kind} "${name}" that the owner may use; make it, or name another one`,
        );
      }
    });
  }
}

async function findShareable({ volume }: CloudClients, name: string): Promise<unknown> {
  const type = await volume.types.findByName(name);
  return type?.servers === 'several' ? type : undefined;
}
