import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultEvacuationsNeverCompleted: Defect = {
  name: 'fault-evacuations-never-completed',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that starts does not put down that evacuations are over',
  story: 'The share is given back, and the migration stays done.',
  turnsRed: ['LD-91.restarted'],
  alsoRed: ['LD-85.returned'],
  change: novaSteps('returnToDuty', { noteCompleted: leftOut }),
};
