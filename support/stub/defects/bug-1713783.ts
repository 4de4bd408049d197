import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1713783: Defect = {
  name: 'bug-1713783',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Queens' },
  title: 'a failed evacuation is taken for one that is still to come',
  story:
    'The migration stays accepted when no host is found, so that the old host gives its share back when it starts.',
  turnsRed: ['LD-87.returned'],
  change: novaRules({ statusOfVainEvacuation: 'accepted' }),
};
