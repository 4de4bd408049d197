import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultMemberListsServices: Defect = {
  name: 'fault-member-lists-services',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a member may list the compute services',
  story: 'The policy of the list lets everybody through.',
  turnsRed: ['LD-113.list'],
  change: novaPolicies({ 'os-services:list': () => true }),
};
