import type { Defect } from './defect';
import { novaSteps } from './replace';
import { novaErrors } from '../http/dialects/nova-dialect';

export const faultLockOutlivesUnlock: Defect = {
  name: 'fault-lock-outlives-unlock',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a lock that was taken off stops the delete',
  story: "The delete asks the server's history whether it was ever locked.",
  turnsRed: ['LD-110.unlocked'],
  change: (seams) => {
    const { respectLock } = seams.compute.operations.answerDelete;
    return novaSteps('answerDelete', {
      respectLock: (context) => {
        const { call, server } = context;
        const { actions } = call.env.nova.store;
        const wasLocked = actions.some(({ action, serverUuid }) => action === 'lock' && serverUuid === server?.uuid);
        if (!wasLocked || call.get('caller').isAdmin) return respectLock(context);
        throw novaErrors.conflict(`Instance ${server?.uuid ?? ''} is locked`);
      },
    })(seams);
  },
};
