import { ApiError } from '../http/errors';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeleteOfMissingAccepted: Defect = {
  name: 'fault-delete-of-missing-accepted',
  origin: { kind: 'single fault', tier: 2 },
  title: 'deleting a server that is not there is accepted',
  story: 'The API takes a server that it does not find for one that is deleted.',
  turnsRed: ['LD-112.twice', 'LD-112.unknown', 'LD-112.malformed'],
  alsoRed: ['LD-108', 'LD-115.stranger'],
  change: (seams) => {
    const { findServer } = seams.compute.operations.answerDelete;
    return novaSteps('answerDelete', {
      findServer: async (context): Promise<Onward> => {
        try {
          return await findServer(context);
        } catch (error) {
          if (error instanceof ApiError && error.status === 404) return 'stop';
          throw error;
        }
      },
    })(seams);
  },
};
