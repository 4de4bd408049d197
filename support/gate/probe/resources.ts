import type { CloudClients } from '../../api/cloud-clients';
import { NoEndpoint } from '../../api/errors';
import { checkVersions, versionedServices } from '../../api/versions';
import type { CloudUnderTest } from '../../clouds/cloud';
import type { Findings } from './findings';

/** The services that the suite cannot do without, as the catalog calls them. */
const services = ['compute', 'placement', 'image', 'network'] as const;

/** Finds services that the catalog lacks, and those without the pinned microversions; Cinder only where there are volumes. */
export async function checkServices(
  { capabilities }: Pick<CloudUnderTest, 'capabilities'>,
  operator: CloudClients,
  findings: Findings,
): Promise<'complete' | 'incomplete'> {
  const before = findings.problems().length;
  for (const service of capabilities.has('volumes') ? [...services, 'volumev3' as const] : services) {
    try {
      await operator.session.endpoint(service);
    } catch (error) {
      if (!(error instanceof NoEndpoint)) throw error;
      findings.note(error.message);
    }
  }
  if (findings.problems().length > before) return 'incomplete';
  await findings.trying(() => checkVersions(operator.session, versionedServices(capabilities)));
  return findings.problems().length > before ? 'incomplete' : 'complete';
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
