import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1697497: Defect = {
  name: 'bug-1697497',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Pike' },
  title: 'the word for "no" forces a host down',
  story: 'Any word that stands for the flag is taken for yes.',
  turnsRed: ['LD-95.word'],
  change: novaRules({ readsFlag: Boolean }),
};
