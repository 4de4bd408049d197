import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultSoftDeleteIsFinal: Defect = {
  name: 'fault-soft-delete-is-final',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a soft delete is final',
  story: 'A delete is for good although soft delete is on.',
  turnsRed: ['LD-66', 'LD-77'],
  alsoRed: [
    'LD-66.again',
    'LD-67',
    'LD-68',
    'LD-69',
    'LD-71',
    'LD-71.deleted',
    'LD-71.running',
    'LD-76',
    'LD-100.soft-deleted',
    'LD-111.restore',
    'LD-130.waiting',
    'LD-130.restored',
  ],
  change: novaRules({ canBeKept: () => false }),
};
