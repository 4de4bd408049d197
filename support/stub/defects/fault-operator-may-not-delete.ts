import type { Defect } from './defect';
import { novaPolicies } from './replace';

export const faultOperatorMayNotDelete: Defect = {
  name: 'fault-operator-may-not-delete',
  origin: { kind: 'single fault', tier: 2 },
  title: "the operator may not delete an owner's server",
  story: 'The policy of the delete knows members of the project alone.',
  turnsRed: ['LD-109'],
  change: novaPolicies({
    'servers:delete': (caller, target) =>
      caller.projectId === target.projectId && caller.roles.includes('member') && !caller.isAdmin,
  }),
};
