import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultAbortedBuildKeepsShare: Defect = {
  name: 'fault-aborted-build-keeps-share',
  origin: { kind: 'single fault', tier: 3 },
  title: 'a build that is aborted keeps its share of the host',
  story: 'The host puts the server in ERROR and leaves what was claimed for it.',
  turnsRed: ['LD-64.aborted'],
  change: novaSteps('giveUpBuild', { freeAllocations: leftOut }),
};
