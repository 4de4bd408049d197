import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1709902: Defect = {
  name: 'bug-1709902',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Queens' },
  title: 'an evacuated server stays counted on its old host after that host has started',
  story: 'A host that starts does not look for servers that were evacuated from it.',
  turnsRed: ['LD-85.returned'],
  alsoRed: ['LD-91.restarted'],
  change: novaSteps('returnToDuty', { freeSource: leftOut, noteCompleted: leftOut }),
};
