import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultLockIgnoredByRestore: Defect = {
  name: 'fault-lock-ignored-by-restore',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a lock does not stop a restore',
  story: 'A locked server is restored by its owner.',
  turnsRed: ['LD-111.restore'],
  change: novaSteps('restoreServer', { respectLock: () => 'go on' }),
};
