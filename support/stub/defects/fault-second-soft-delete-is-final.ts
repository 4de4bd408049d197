import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultSecondSoftDeleteIsFinal: Defect = {
  name: 'fault-second-soft-delete-is-final',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the second delete of a soft-deleted server is final',
  story: 'A delete keeps no server that is kept already.',
  turnsRed: ['LD-66.again'],
  change: novaRules({ canBeKept: ({ launchedAt, vmState }) => launchedAt !== null && vmState !== 'soft-delete' }),
};
