import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultReaderMayDelete: Defect = {
  name: 'fault-reader-may-delete',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a reader of the project may delete its servers',
  story: 'The policy of the delete asks for the role of a reader.',
  turnsRed: ['LD-107.refused', 'LD-115.reader'],
  change: (seams) => novaPolicies({ 'servers:delete': seams.compute.policies['servers:show'] })(seams),
};
