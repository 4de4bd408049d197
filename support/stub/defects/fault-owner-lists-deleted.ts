import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultOwnerListsDeleted: Defect = {
  name: 'fault-owner-lists-deleted',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a member may list the servers that were deleted',
  story: 'The list does not ask who wants to see deleted servers.',
  turnsRed: ['LD-124.owner'],
  change: novaRules({ listsDeleted: () => true }),
};
