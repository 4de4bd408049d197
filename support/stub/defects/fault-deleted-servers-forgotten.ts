import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeletedServersForgotten: Defect = {
  name: 'fault-deleted-servers-forgotten',
  origin: { kind: 'single fault', tier: 2 },
  title: 'deleted servers are in no list',
  story: 'A local delete takes the record out of the database, in place of marking it.',
  turnsRed: ['LD-124.local'],
  change: novaSteps('localDelete', {
    destroyRecord: ({ nova, server }) => {
      nova.store.destroy(server, nova.time.clock.now());
      nova.store.servers.delete(server.uuid);
      return 'go on';
    },
  }),
};
