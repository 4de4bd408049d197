import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultDisabledHostUsed: Defect = {
  name: 'fault-disabled-host-used',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that is disabled gets new servers',
  story: 'The provider is not marked, and the scheduler does not ask whether the service is enabled.',
  turnsRed: ['LD-99.disabled'],
  alsoRed: ['LD-98.disabled'],
  change: (seams) =>
    novaRules({
      isMarkedDisabled: () => false,
      filters: {
        ...seams.compute.rules.filters,
        ComputeFilter: (host, context) =>
          seams.compute.rules.filters.ComputeFilter(
            { ...host, service: { ...host.service, status: 'enabled' } },
            context,
          ),
      },
    })(seams),
};
