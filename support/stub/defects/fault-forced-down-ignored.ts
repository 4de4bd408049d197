import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultForcedDownIgnored: Defect = {
  name: 'fault-forced-down-ignored',
  origin: { kind: 'single fault', tier: 1 },
  title: 'forcing a host down has no effect while it sends heartbeats',
  story: 'The service group does not look at the flag of the operator.',
  turnsRed: ['LD-95.new', 'LD-95.old'],
  change: (seams) =>
    novaRules({
      serviceIsUp: (service, view) => seams.compute.rules.serviceIsUp({ ...service, forcedDown: false }, view),
    })(seams),
};
