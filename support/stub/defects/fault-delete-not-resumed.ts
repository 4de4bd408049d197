import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultDeleteNotResumed: Defect = {
  name: 'fault-delete-not-resumed',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a returning host does not finish the delete that waits for it',
  story: 'The starting compute service leaves a server alone that is being deleted, and drops the message.',
  turnsRed: ['LD-20.resumed'],
  change: (seams) => novaRules({ init: { ...seams.compute.rules.init, deleting: () => 'leave alone' } })(seams),
};
