import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeletedServersForgotten: Defect = {
  name: 'fault-deleted-servers-forgotten',
  origin: { kind: 'single fault', tier: 2 },
  title: 'deleted servers are in no list',
  story: 'A local delete takes the record out of the database, in place of marking it.',
  turnsRed: ['LD-124.local'],
  alsoRed: [
    'LD-22',
    'LD-23',
    'LD-24',
    'LD-26',
    'LD-26.everywhere',
    'LD-27',
    'LD-30',
    'LD-32.healed',
    'LD-33.healed',
    'LD-35',
    'LD-123.recorded',
  ],
  change: novaSteps('localDelete', {
    destroyRecord: ({ nova, server }) => {
      nova.store.destroy(server, nova.time.clock.now());
      nova.store.servers.delete(server.uuid);
      return 'go on';
    },
  }),
};
