import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultEveryDeleteOnRecord: Defect = {
  name: 'fault-every-delete-on-record',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a second delete of a server on a running host is begun anew',
  story: 'The API does not notice that the server is being deleted already.',
  turnsRed: ['LD-19'],
  change: novaRules({ isBeingDeleted: () => false }),
};
