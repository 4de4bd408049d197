import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1833581: Defect = {
  name: 'bug-1833581',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Ussuri' },
  title: 'a build that its host had not begun waits for ever when the host returns',
  story:
    'The starting compute service looks at the servers that it knows, and at none that holds something there but is not its own yet.',
  turnsRed: ['LD-127.on-its-way'],
  change: novaSteps('startCompute', { failInterruptedBuilds: leftOut }),
};
