import type { Defect } from './defect';
import { rules } from './replace';

export const faultStrangerReadsUsage: Defect = {
  name: 'fault-stranger-reads-usage',
  origin: { kind: 'single fault', tier: 4 },
  title: "a stranger may read a project's usage in Placement",
  story: 'Placement does not ask of which project the caller is.',
  turnsRed: ['LD-114.other'],
  change: rules('placement', { mayReadUsages: () => true }),
};
