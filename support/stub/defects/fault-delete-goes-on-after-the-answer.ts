import type { Defect } from './defect';
import { localDeletes } from './local-deletes';
import { novaSteps } from './replace';

export const faultDeleteGoesOnAfterTheAnswer: Defect = {
  name: 'fault-delete-goes-on-after-the-answer',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete is answered before it is done',
  story: 'The API passes the local delete on and does not wait for it.',
  turnsRed: ['LD-12'],
  alsoRed: [
    ...localDeletes,
    'LD-1',
    'LD-2',
    'LD-3.empty',
    'LD-4',
    'LD-15',
    'LD-15.disabled-later',
    'LD-16.deleted',
    'LD-17.silent',
    'LD-21',
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
    'LD-35',
    'LD-37',
    'LD-37.no-credentials',
    'LD-38',
    'LD-39',
    'LD-40.failed',
    'LD-41',
    'LD-48',
    'LD-50.second-volume',
    'LD-55.port',
    'LD-55.volume',
    'LD-58',
    'LD-59',
    'LD-74.busy',
    'LD-124.local',
    'LD-127',
    'LD-79',
    'LD-83',
    'LD-84',
    'LD-123.too-old',
    'LD-129',
  ],
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
