import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultNeverReclaimed: Defect = {
  name: 'fault-never-reclaimed',
  origin: { kind: 'single fault', tier: 2 },
  title: 'soft-deleted servers are kept for ever',
  story: 'A host does not look for servers whose time is over.',
  turnsRed: ['LD-69'],
  change: novaRules({ isDueToGo: () => false }),
};
