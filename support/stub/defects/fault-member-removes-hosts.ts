import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultMemberRemovesHosts: Defect = {
  name: 'fault-member-removes-hosts',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a member may remove hosts',
  story: 'The policy lets anybody remove a compute service.',
  turnsRed: ['LD-100.owner'],
  change: novaPolicies({ 'os-services:delete': () => true }),
};
