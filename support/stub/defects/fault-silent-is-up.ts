import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultSilentIsUp: Defect = {
  name: 'fault-silent-is-up',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a host that sends no heartbeat any more is taken for one that is up',
  story: 'Only the flag of the operator counts; the age of the last heartbeat does not.',
  turnsRed: ['LD-20.until-down'],
  alsoRed: [
    'LD-2',
    'LD-15',
    'LD-16.restarted',
    'LD-17.silent',
    'LD-18.disabled-silent',
    'LD-18.silent',
    'LD-21',
    'LD-22',
    'LD-23',
    'LD-24',
    'LD-26',
    'LD-26.everywhere',
    'LD-27',
    'LD-30',
    'LD-31',
    'LD-32.healed',
    'LD-33.healed',
    'LD-33.leaked',
    'LD-35',
    'LD-74.busy',
    'LD-127',
  ],
  change: novaRules({ serviceIsUp: ({ forcedDown }) => !forcedDown }),
};
