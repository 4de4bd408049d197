import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultForcedDownHostUsed: Defect = {
  name: 'fault-forced-down-host-used',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that is forced down gets new servers',
  story: 'The scheduler asks whether the service is enabled, and not whether it is up.',
  turnsRed: ['LD-99.forced-down'],
  alsoRed: ['LD-31'],
  change: (seams) =>
    novaRules({
      filters: { ...seams.compute.rules.filters, ComputeFilter: ({ service }) => service.status === 'enabled' },
    })(seams),
};
