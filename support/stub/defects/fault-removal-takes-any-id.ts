import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRemovalTakesAnyId: Defect = {
  name: 'fault-removal-takes-any-id',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the removal of a service takes any word for an id',
  story: 'A removal looks for a service of whatever id it is given.',
  turnsRed: ['LD-100.malformed'],
  change: novaSteps('removeService', { checkId: () => 'go on' }),
};
