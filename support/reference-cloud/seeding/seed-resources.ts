import type { CloudClients } from '../../api/cloud-clients';
import type { FlavorsClient } from '../../api/compute/flavors-client';
import type { ImageClient } from '../../api/image-client';
import type { NetworkClient } from '../../api/network-client';
import { seededCidr, seededFlavors, seededImageOctets } from '../../contract/seeded';
import { names } from '../cloud-plan';
import { seedVolumeTypes } from './seed-volume-types';

/** Makes what is missing of the image, the flavors, the network and the volume types that servers are made of. Everybody may use them. */
export async function seedResources(clients: CloudClients): Promise<void> {
  await Promise.all([
    seedNetwork(clients.network),
    seedImage(clients.image),
    seedFlavors(clients.compute.flavors),
    seedVolumeTypes(clients.volume.types),
  ]);
}

async function seedFlavors(flavors: FlavorsClient): Promise<void> {
  for (const { name, vcpus, memoryMb, diskGb } of seededFlavors) {
    if ((await flavors.findByName(name)) === undefined) {
      await flavors.create({ name, vcpus, ram: memoryMb, disk: diskGb });
    }
  }
}

async function seedImage(images: ImageClient): Promise<void> {
  const found = await images.findByName(names.image);
  const image = found ?? (await images.create({ name: names.image, visibility: 'public' }));
  if (image.status === 'queued') {
    await images.upload(image.id, new Uint8Array(seededImageOctets));
  }
}

async function seedNetwork({ networks, subnets }: NetworkClient): Promise<void> {
  const found = await networks.findByName(names.network);
  const network = found ?? (await networks.create({ name: names.network, use: 'shared' }));
  if ((await subnets.list(network.id)).length === 0) {
    await subnets.create({ name: names.subnet, networkId: network.id, cidr: seededCidr });
  }
}
