import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultDisabledIsDown: Defect = {
  name: 'fault-disabled-is-down',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a disabled host is taken for one that is down',
  story: 'The service group asks whether the service is enabled.',
  turnsRed: ['LD-14.up'],
  alsoRed: [
    'LD-14',
    'LD-15',
    'LD-15.until-down',
    'LD-16',
    'LD-18',
    'LD-98.disabled',
    'LD-98.enabled',
    'LD-99.disabled',
    'LD-82',
  ],
  change: (seams) =>
    novaRules({
      serviceIsUp: (service, view) => service.status === 'enabled' && seams.compute.rules.serviceIsUp(service, view),
    })(seams),
};
