import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultNoPeriodicHealing: Defect = {
  name: 'fault-no-periodic-healing',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a running host does not look for leaks',
  story: 'The compute service compares its allocations with its servers at its start alone.',
  turnsRed: ['LD-25'],
  change: novaSteps('startCompute', { startPeriodicTasks: leftOut }),
};
