import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRestoreDoesNothing: Defect = {
  name: 'fault-restore-does-nothing',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host does not restore servers',
  story: 'A host that is told to restore a server does nothing.',
  turnsRed: ['LD-67', 'LD-130.restored'],
  change: novaSteps('restoreOnHost', { activate: () => 'go on' }),
};
