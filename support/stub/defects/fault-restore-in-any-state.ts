import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRestoreInAnyState: Defect = {
  name: 'fault-restore-in-any-state',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a server is restored that was not deleted',
  story: 'A restore does not ask for the state of the server.',
  turnsRed: ['LD-73'],
  change: novaSteps('restoreServer', { requireState: () => 'go on' }),
};
