import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultHeartbeatByAnyUpdate: Defect = {
  name: 'fault-heartbeat-by-any-update',
  origin: { kind: 'single fault', tier: 1 },
  title: 'any change of a service counts as its heartbeat',
  story: 'The service group reads when the record was changed last, in place of when the service was seen last.',
  turnsRed: ['LD-17.silent'],
  change: (seams) =>
    novaRules({
      serviceIsUp: (service, view) =>
        seams.compute.rules.serviceIsUp({ ...service, lastSeenUp: service.updatedAt }, view),
    })(seams),
};
