import { AllocationDeleteFailed } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultErrorOfPlacementSwallowed: Defect = {
  name: 'fault-error-of-placement-swallowed',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete goes on when Placement answers an error',
  story: 'The API only logs what Placement answered, and the server is gone with its allocation left.',
  turnsRed: ['LD-38.internal', 'LD-38.unavailable', 'LD-39'],
  alsoRed: ['LD-38.again', 'LD-38.ports'],
  change: (seams) => {
    const { freeAllocations } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      freeAllocations: async (context): Promise<Onward> => {
        await Promise.resolve(freeAllocations(context)).catch((error: unknown) => {
          if (!(error instanceof AllocationDeleteFailed)) throw error;
        });
        return 'go on';
      },
    })(seams);
  },
};
