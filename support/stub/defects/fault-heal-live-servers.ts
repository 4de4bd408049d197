import type { Defect } from './defect';
import { healRules } from './replace';

export const faultHealLiveServers: Defect = {
  name: 'fault-heal-live-servers',
  origin: { kind: 'single fault', tier: 1 },
  title: 'healing takes the allocations of servers that live on',
  story:
    'The rule that spares the servers of the host is missing, and so is the one that asks whether they are deleted.',
  turnsRed: ['LD-27'],
  alsoRed: ['LD-28', 'LD-57', 'LD-127.returned'],
  change: healRules({ trackedServer: () => 'no opinion', liveServer: () => 'remove' }),
};
