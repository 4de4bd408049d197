import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultMemberEvacuates: Defect = {
  name: 'fault-member-evacuates',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a member may evacuate servers',
  story: 'The policy of evacuations lets everybody through.',
  turnsRed: ['LD-113.evacuate'],
  change: novaPolicies({ 'os-evacuate': () => true }),
};
