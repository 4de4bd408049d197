import type { CleaningUp, Settlement } from './settlement';
import { takeAway } from './take-away';

/** The resource class and the trait that an offer of that name has made. */
export function customNameOf(name: string): string {
  return `CUSTOM_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** The child provider of that name, its resource class and its trait are gone. */
export function settleOffer({ operator, auditor }: CleaningUp, name: string): Settlement {
  const custom = customNameOf(name);
  return {
    commands: [
      `openstack resource provider delete $(openstack resource provider list --name ${name} -f value -c uuid)`,
      `openstack resource class delete ${custom}`,
      `openstack trait delete ${custom}`,
    ],
    takeBack: async () => {
      const child = await auditor.placement.providers.findByName(name);
      if (child !== undefined) await takeAway(operator.placement.providers.delete(child.uuid));
      await operator.placement.customs.deleteClass(custom);
      await operator.placement.customs.deleteTrait(custom);
    },
  };
}
