import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSoftDeletedKeptByForce: Defect = {
  name: 'fault-soft-deleted-kept-by-force',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a soft-deleted server is not deleted by force',
  story: 'A forced delete takes a soft-deleted server for one that is deleted.',
  turnsRed: ['LD-71', 'LD-71.running'],
  alsoRed: [
    'LD-111.restore',
    'LD-76',
    'LD-66',
    'LD-68',
    'LD-130.waiting',
    'LD-130.restored',
    'LD-100.soft-deleted',
    'LD-77',
    'LD-67',
    'LD-66.again',
  ],
  change: novaSteps('deleteServer', {
    deleteShelvedImage: ({ server, manner }) =>
      server.vmState === 'soft-delete' && manner === 'for good' ? 'stop' : 'go on',
  }),
};
