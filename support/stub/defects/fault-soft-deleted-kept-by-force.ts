import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSoftDeletedKeptByForce: Defect = {
  name: 'fault-soft-deleted-kept-by-force',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a soft-deleted server is not deleted by force',
  story: 'A forced delete takes a soft-deleted server for one that is deleted.',
  turnsRed: ['LD-71', 'LD-71.running'],
  change: novaSteps('deleteServer', {
    deleteShelvedImage: ({ server, manner }) =>
      server.vmState === 'soft-delete' && manner === 'for good' ? 'stop' : 'go on',
  }),
};
