import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultHealedAfterUp: Defect = {
  name: 'fault-healed-after-up',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a returning host reports up before it has healed',
  story: 'The first look through the allocations comes after the first heartbeat.',
  turnsRed: ['LD-24'],
  alsoRed: ['LD-22', 'LD-23', 'LD-26', 'LD-26.everywhere', 'LD-32.healed', 'LD-33.healed', 'LD-35'],
  change: (seams) => {
    const { updateResources, startPeriodicTasks } = seams.compute.operations.startCompute;
    return novaSteps('startCompute', {
      updateResources: leftOut,
      startPeriodicTasks: async (context) => {
        await context.nova.time.park(secondsLate, 'the first look through the allocations');
        await updateResources(context);
        return startPeriodicTasks(context);
      },
    })(seams);
  },
};

/** Long enough for anybody to see the host up. */
const secondsLate = 5;
