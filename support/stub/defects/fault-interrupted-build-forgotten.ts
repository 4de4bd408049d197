import { leftOut } from '../operation';
import { together } from '../seams';
import type { Defect } from './defect';
import { novaRules, novaSteps } from './replace';

export const faultInterruptedBuildForgotten: Defect = {
  name: 'fault-interrupted-build-forgotten',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a build that was interrupted waits for ever when its host returns',
  story: 'The starting compute service leaves servers alone that it was to build.',
  turnsRed: ['LD-127.returned'],
  alsoRed: ['LD-127.on-its-way'],
  change: (seams) =>
    together(
      novaRules({ init: { ...seams.compute.rules.init, building: () => 'leave alone' } }),
      novaSteps('startCompute', { failInterruptedBuilds: leftOut }),
    )(seams),
};
