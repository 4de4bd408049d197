import type { Defect } from './defect';
import { rules } from './replace';

export const faultOwnerMayNotReadUsage: Defect = {
  name: 'fault-owner-may-not-read-usage',
  origin: { kind: 'single fault', tier: 4 },
  title: "the owner may not read the project's usage in Placement",
  story: 'Placement keeps usages for administrators.',
  turnsRed: ['LD-114.own'],
  change: rules('placement', { mayReadUsages: ({ isAdmin }) => isAdmin }),
};
