import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultEndNotOnRecord: Defect = {
  name: 'fault-end-not-on-record',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a local delete does not write down when the server ended',
  story: 'The API deletes the record and leaves its end open.',
  turnsRed: ['LD-124.local'],
  change: (seams) => {
    const { markDeleted } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      markDeleted: async (context) => {
        const onward = await markDeleted(context);
        context.server.terminatedAt = null;
        return onward;
      },
    })(seams);
  },
};
