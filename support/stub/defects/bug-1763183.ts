import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1763183: Defect = {
  name: 'bug-1763183',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Rocky' },
  title: 'a compute service is removed although it has servers',
  story: 'The removal of a compute service does not ask whether servers are on the host.',
  turnsRed: ['LD-100.refused'],
  alsoRed: ['LD-100.soft-deleted'],
  change: novaSteps('removeCompute', { requireNoServers: () => 'go on' }),
};
