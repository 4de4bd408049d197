import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRestoreIgnoresQuota: Defect = {
  name: 'fault-restore-ignores-quota',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a restore does not ask for the quota',
  story: 'A server is restored although the quota is used up.',
  turnsRed: ['LD-68'],
  change: novaSteps('restoreServer', { checkQuota: () => 'go on' }),
};
