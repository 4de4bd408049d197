import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultNoPeriodicHealing: Defect = {
  name: 'fault-no-periodic-healing',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a running host does not look for leaks',
  story: 'The compute service compares its allocations with its servers at its start alone.',
  turnsRed: ['LD-25'],
  alsoRed: [
    'LD-27',
    'LD-28',
    'LD-28.claimed',
    'LD-30',
    'LD-31',
    'LD-32.full',
    'LD-44.kept',
    'LD-60.kept',
    'LD-60.refused',
    'LD-122',
  ],
  change: novaSteps('startCompute', { startPeriodicTasks: leftOut }),
};
