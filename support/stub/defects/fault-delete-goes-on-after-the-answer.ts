import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeleteGoesOnAfterTheAnswer: Defect = {
  name: 'fault-delete-goes-on-after-the-answer',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete is answered before it is done',
  story: 'The API passes the local delete on and does not wait for it.',
  turnsRed: ['LD-12'],
  change: (seams) => {
    const { deleteLocally } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      deleteLocally: (context) => {
        const { queue } = context.nova.time;
        queue.cast(`local delete of ${context.server.name}`, async () => {
          await deleteLocally(context);
        });
        return 'go on';
      },
    })(seams);
  },
};
