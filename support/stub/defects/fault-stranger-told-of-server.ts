import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultStrangerToldOfServer: Defect = {
  name: 'fault-stranger-told-of-server',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a stranger is told that a server is there',
  story: 'The API looks up servers of all projects, and then refuses what the policy refuses.',
  turnsRed: ['LD-108', 'LD-110.stranger', 'LD-115.stranger'],
  change: novaRules({ seesServer: () => true }),
};
