import { leftOut } from '../operation';
import { together } from '../seams';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1798688: Defect = {
  name: 'bug-1798688',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Stein' },
  title: 'a server is seen as offloaded before its allocations are free',
  story: 'The host writes the new state first and frees the allocation a while later.',
  turnsRed: ['LD-56'],
  alsoRed: ['LD-55', 'LD-94'],
  change: (seams) => {
    const { freeAllocations } = seams.compute.operations.offloadServer;
    return together(
      novaSteps('offloadServer', { freeAllocations: leftOut }),
      novaSteps('offloadServer', {
        updateUsage: async (context) => {
          await context.nova.time.park(secondsLate, 'the freeing of an offloaded server');
          return freeAllocations(context);
        },
      }),
    )(seams);
  },
};

/** Long enough for anybody to look in between. */
const secondsLate = 3600;
