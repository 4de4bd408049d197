import { AllocationDeleteFailed } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultNothingToFreeStopsDelete: Defect = {
  name: 'fault-nothing-to-free-stops-delete',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete is refused when the server holds nothing any more',
  story: 'The API takes an allocation that is not there for an error of Placement.',
  turnsRed: ['LD-41'],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const outcome = await nova.placement.deleteAllocations(server.uuid, 'by force');
      if (outcome === 'nothing to delete') throw new AllocationDeleteFailed(server.uuid, 'there are none');
      return 'go on';
    },
  }),
};
