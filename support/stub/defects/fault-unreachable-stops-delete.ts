import { AllocationDeleteFailed } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultUnreachableStopsDelete: Defect = {
  name: 'fault-unreachable-stops-delete',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete is refused when Nova cannot reach Placement',
  story: 'The API takes a refused connection for an error of Placement.',
  turnsRed: ['LD-37', 'LD-37.no-credentials'],
  alsoRed: [
    'LD-22',
    'LD-23',
    'LD-24',
    'LD-26',
    'LD-26.everywhere',
    'LD-27',
    'LD-30',
    'LD-31',
    'LD-32.healed',
    'LD-33.healed',
    'LD-33.leaked',
    'LD-35',
  ],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const outcome = await nova.placement.deleteAllocations(server.uuid, 'by force');
      if (outcome === 'unreachable') throw new AllocationDeleteFailed(server.uuid, 'Placement cannot be reached');
      return 'go on';
    },
  }),
};
