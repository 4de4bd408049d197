import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultAbortedBuildKeepsVolume: Defect = {
  name: 'fault-aborted-build-keeps-volume',
  origin: { kind: 'single fault', tier: 3 },
  title: 'a build that is aborted keeps its volume',
  story: 'The host puts the server in ERROR and does not give its volumes back.',
  turnsRed: ['LD-64.aborted'],
  change: novaSteps('giveUpBuild', { cleanUpVolumes: leftOut }),
};
