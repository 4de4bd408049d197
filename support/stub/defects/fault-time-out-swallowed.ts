import { AnswerTimedOut } from '../barrier';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultTimeOutSwallowed: Defect = {
  name: 'fault-time-out-swallowed',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete goes on when Placement does not answer',
  story: 'The API takes a time-out for a refused connection, and the server is gone with its allocation left.',
  turnsRed: ['LD-40.failed'],
  alsoRed: ['LD-40.again'],
  change: (seams) => {
    const { freeAllocations } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      freeAllocations: async (context): Promise<Onward> => {
        await Promise.resolve(freeAllocations(context)).catch((error: unknown) => {
          if (!(error instanceof AnswerTimedOut)) throw error;
        });
        return 'go on';
      },
    })(seams);
  },
};
