import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultMemberForcesDown: Defect = {
  name: 'fault-member-forces-down',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a member may force a host down',
  story: 'The policy of updates lets everybody through.',
  turnsRed: ['LD-113.force-down'],
  change: novaPolicies({ 'os-services:update': () => true }),
};
