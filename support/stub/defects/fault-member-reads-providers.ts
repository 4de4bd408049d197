import type { Defect } from './defect';
import { rules } from './replace';

export const faultMemberReadsProviders: Defect = {
  name: 'fault-member-reads-providers',
  origin: { kind: 'single fault', tier: 4 },
  title: 'a member may read providers in Placement',
  story: 'Placement lets everybody read and write.',
  turnsRed: ['LD-113.provider'],
  change: rules('placement', { mayManage: () => true }),
};
