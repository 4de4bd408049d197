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
  alsoRed: [
    'LD-32.full',
    'LD-44.deleted',
    'LD-44.kept',
    'LD-55',
    'LD-56',
    'LD-58',
    'LD-58.together',
    'LD-59',
    'LD-64.aborted',
    'LD-64.given-up',
    'LD-94',
    'LD-99.disabled',
    'LD-99.forced-down',
  ],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const outcome = await nova.placement.deleteAllocations(server.uuid, 'by force');
      if (outcome === 'nothing to delete') throw new AllocationDeleteFailed(server.uuid, 'there are none');
      return 'go on';
    },
  }),
};
