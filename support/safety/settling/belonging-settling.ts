import type { CleaningUp, Settlement } from './settlement';
import { takeAway } from './take-away';

/** The consumer holds nothing in Placement. */
export function settlePlaceholder({ operator, auditor }: CleaningUp, consumer: string): Settlement {
  return {
    commands: [`openstack resource provider allocation delete ${consumer}`],
    takeBack: async () => {
      const held = await auditor.placement.allocations.get(consumer);
      if (Object.keys(held.allocations).length > 0) await takeAway(operator.placement.allocations.delete(consumer));
    },
  };
}

/** The port is gone; without a uuid it is found by its exact name. */
export function settlePort({ operator, auditor }: CleaningUp, name: string, uuid: string | undefined): Settlement {
  return {
    commands: [`openstack port delete ${uuid ?? name}`],
    takeBack: async () => {
      const { ports } = auditor.network;
      const found = uuid === undefined ? await ports.list({ name }) : [await ports.find(uuid)];
      for (const port of found) {
        if (port !== undefined) await takeAway(operator.network.ports.delete(port.id));
      }
    },
  };
}

/** The image is gone; without a uuid it is found by its exact name. */
export function settleImage({ operator, auditor }: CleaningUp, name: string, uuid: string | undefined): Settlement {
  return {
    commands: [`openstack image delete ${uuid ?? name}`],
    takeBack: async () => {
      const images = uuid === undefined ? await auditor.image.list({ name }) : [await auditor.image.find(uuid)];
      for (const image of images) {
        if (image !== undefined) await takeAway(operator.image.delete(image.id));
      }
    },
  };
}

/** The server group is gone; its name is the run's own. */
export function settleServerGroup({ operator, owner = operator }: CleaningUp, name: string): Settlement {
  return {
    commands: [`openstack server group delete ${name}`],
    takeBack: async () => {
      for (const group of await owner.compute.serverGroups.list()) {
        if (group.name === name) await takeAway(owner.compute.serverGroups.delete(group.id));
      }
    },
  };
}

/** The flavor is gone; without a uuid it is found by its exact name. */
export function settleFlavor({ operator }: CleaningUp, name: string, uuid: string | undefined): Settlement {
  return {
    commands: [`openstack flavor delete ${uuid ?? name}`],
    takeBack: async () => {
      const flavors = await operator.compute.flavors.list('all');
      for (const flavor of flavors) {
        if (flavor.name === name && (uuid === undefined || flavor.id === uuid)) {
          await takeAway(operator.compute.flavors.delete(flavor.id));
        }
      }
    },
  };
}
