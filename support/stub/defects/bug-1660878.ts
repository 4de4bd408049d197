import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1660878: Defect = {
  name: 'bug-1660878',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Ocata' },
  title: 'a server is built although it was deleted meanwhile',
  story: 'The conductor does not look whether the build request is there still.',
  turnsRed: ['LD-61'],
  alsoRed: ['LD-44.deleted', 'LD-44.kept', 'LD-61.claimed', 'LD-62', 'LD-63.claimed'],
  change: novaSteps('buildServers', { dropDeleted: leftOut }),
};
