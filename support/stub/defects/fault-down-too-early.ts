import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultDownTooEarly: Defect = {
  name: 'fault-down-too-early',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a host counts as down before its service-down time is over',
  story: 'The service group waits for half of the time that it was given.',
  turnsRed: ['LD-20.until-down'],
  alsoRed: ['LD-15.until-down'],
  change: (seams) =>
    novaRules({
      serviceIsUp: (service, { now, serviceDownTimeSeconds }) =>
        seams.compute.rules.serviceIsUp(service, { now, serviceDownTimeSeconds: serviceDownTimeSeconds / 2 }),
    })(seams),
};
