import { policiesOf } from '../compute/policies';
import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultOldRulesForgotten: Defect = {
  name: 'fault-old-rules-forgotten',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a reader may not delete by the old rules',
  story: 'The policy of the delete has the new rule alone, before its release.',
  release: 'zed',
  turnsRed: ['LD-107.allowed'],
  change: novaPolicies({ 'servers:delete': policiesOf('new')['servers:delete'] }),
};
