import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultFailedRequestKeepsClaims: Defect = {
  name: 'fault-failed-request-keeps-claims',
  origin: { kind: 'single fault', tier: 3 },
  title: 'what was claimed for some servers of a request stays when another one finds no host',
  story: 'The conductor buries all servers of the request and frees nothing.',
  turnsRed: ['LD-58.together'],
  change: novaSteps('buryServers', { releaseClaims: leftOut }),
};
