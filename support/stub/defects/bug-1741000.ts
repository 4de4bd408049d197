import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1741000: Defect = {
  name: 'bug-1741000',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Rocky' },
  title: 'a forced delete fails while the server is busy',
  story: 'The forced delete asks for a server without task.',
  turnsRed: ['LD-74.busy'],
  change: novaRules({ mayForceDelete: ({ taskState }) => taskState === null }),
};
