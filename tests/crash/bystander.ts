import type { CloudClients } from '../../support/api/cloud-clients';
import { settleServer } from '../../support/safety/settling/server-settling';
import { eventually } from '../../support/waiting';
import { ExpectationFailed } from '../../support/books/expectation';
import type { CloudUnderTest } from '../../support/clouds/cloud';
import type { Site } from './site';

/** Somebody who uses the cloud besides the suite and must not notice it. */
export interface Bystander {
  /** Where the bystander's server is; not to be disturbed. */
  readonly host: string;
  /** Takes all of it away. */
  leave(): Promise<void>;
}

const name = 'bystander';

/** Makes a server, a port, an image and where there is Cinder a volume of the stranger's, and a flavor and an aggregate of the operator's. */
export async function settleIn(
  { cloud, bystandersZone }: Pick<Site, 'cloud' | 'bystandersZone'>,
  stranger: CloudClients,
  operator: CloudClients,
): Promise<Bystander> {
  const { resources, capabilities } = cloud;
  const network = await stranger.network.networks.findByName(resources.network);
  const image = await stranger.image.findByName(resources.image);
  const flavor = await stranger.compute.flavors.findByName(resources.flavor);
  if (network === undefined || image === undefined || flavor === undefined) throw new Error('the cloud is not seeded');
  const own = await operator.compute.flavors.create({ name, vcpus: 3, ram: 64, disk: 1 });
  const aggregate = await operator.compute.aggregates.create(name);
  await operator.compute.aggregates.setMetadata(aggregate.id, { owner: name });
  const port = await stranger.network.ports.create({ name, networkId: network.id });
  const ownImage = await stranger.image.create({ name, visibility: 'private' });
  const volumes = capabilities.has('volumes') ? [await makeVolume(cloud, stranger)] : [];
  const server = await stranger.compute.servers.create({
    name,
    flavorId: flavor.id,
    imageId: image.id,
    networks: [{ network: network.id }],
    availabilityZone: bystandersZone,
  });
  const host = await eventually(cloud, 'the bystander to run', () => hostOf(operator, server.id), { within: 70 });
  const leave = async (): Promise<void> => {
    await settleServer({ cloud, operator, auditor: operator }, name, server.id).takeBack();
    await stranger.network.ports.delete(port.id);
    await stranger.image.delete(ownImage.id);
    for (const volume of volumes) await stranger.volume.volumes.delete(volume);
    await operator.compute.aggregates.delete(aggregate.id);
    await operator.compute.flavors.delete(own.id);
  };
  return { host, leave };
}

async function makeVolume(cloud: CloudUnderTest, { volume }: CloudClients): Promise<string> {
  const id = await volume.volumes.create({ name, sizeGb: 1, type: cloud.resources.volumeType });
  await eventually(
    cloud,
    "the bystander's volume to be there",
    async () => {
      const { status } = (await volume.volumes.find(id)) ?? { status: 'gone' };
      if (status !== 'available') throw new ExpectationFailed(`it is ${status}`);
    },
    { within: 70 },
  );
  return id;
}

async function hostOf({ compute }: CloudClients, id: string): Promise<string> {
  const { status, host } = await compute.servers.get(id);
  if (status !== 'ACTIVE' || host === undefined) throw new ExpectationFailed(`it is ${status}`);
  return host;
}
