import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultLockAskedTooLate: Defect = {
  name: 'fault-lock-asked-too-late',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a delete that a lock refuses leaves its mark',
  story: 'The API marks the server for deletion before it asks whether the server is locked.',
  turnsRed: ['LD-110.up', 'LD-110.down', 'LD-115.locked'],
  change: (seams) => {
    const { respectLock } = seams.compute.operations.answerDelete;
    return novaSteps('answerDelete', {
      respectLock: (context) => {
        try {
          return respectLock(context);
        } catch (refusal) {
          if (context.server !== undefined) context.server.taskState = 'deleting';
          throw refusal;
        }
      },
    })(seams);
  },
};
