import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1909120: Defect = {
  name: 'bug-1909120',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Wallaby' },
  title: 'detaching a volume on a down host is begun and never ends',
  story: 'The API does not ask whether the host is up before it passes the detach on.',
  turnsRed: ['LD-53'],
  change: novaRules({ hostCanDetach: () => true }),
};
