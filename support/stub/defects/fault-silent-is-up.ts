import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultSilentIsUp: Defect = {
  name: 'fault-silent-is-up',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a host that sends no heartbeat any more is taken for one that is up',
  story: 'Only the flag of the operator counts; the age of the last heartbeat does not.',
  turnsRed: ['LD-20.until-down'],
  alsoRed: ['LD-2'],
  change: novaRules({ serviceIsUp: ({ forcedDown }) => !forcedDown }),
};
