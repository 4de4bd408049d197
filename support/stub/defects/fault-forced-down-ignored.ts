import type { Defect } from './defect';
import { localDeletes } from './local-deletes';
import { novaRules } from './replace';

export const faultForcedDownIgnored: Defect = {
  name: 'fault-forced-down-ignored',
  origin: { kind: 'single fault', tier: 1 },
  title: 'forcing a host down has no effect while it sends heartbeats',
  story: 'The service group does not look at the flag of the operator.',
  turnsRed: ['LD-95.new', 'LD-95.old'],
  alsoRed: [
    ...localDeletes,
    'LD-1',
    'LD-3.empty',
    'LD-4',
    'LD-12',
    'LD-16',
    'LD-17',
    'LD-18.disabled-forced-down',
    'LD-18.forced-down',
    'LD-23',
    'LD-37',
    'LD-37.no-credentials',
    'LD-38',
    'LD-39',
    'LD-40.failed',
    'LD-41',
    'LD-48',
    'LD-50.second-volume',
    'LD-53',
    'LD-95.twice',
    'LD-95.word',
    'LD-99.forced-down',
    'LD-99.offered',
    'LD-123.recorded',
    'LD-124.local',
  ],
  change: (seams) =>
    novaRules({
      serviceIsUp: (service, view) => seams.compute.rules.serviceIsUp({ ...service, forcedDown: false }, view),
    })(seams),
};
