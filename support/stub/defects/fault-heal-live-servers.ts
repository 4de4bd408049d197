import type { Defect } from './defect';
import { healRules } from './replace';

export const faultHealLiveServers: Defect = {
  name: 'fault-heal-live-servers',
  origin: { kind: 'single fault', tier: 1 },
  title: 'healing takes the allocations of servers that live on',
  story:
    'The rule that spares the servers of the host is missing, and so is the one that asks whether they are deleted.',
  turnsRed: ['LD-27', 'LD-29.destination'],
  alsoRed: [
    'LD-28',
    'LD-57',
    'LD-127.returned',
    'LD-29.source',
    'LD-78.both',
    'LD-80.confirmed',
    'LD-80.failed',
    'LD-82',
    'LD-105.nothing',
  ],
  change: healRules({ trackedServer: () => 'no opinion', liveServer: () => 'remove' }),
};
