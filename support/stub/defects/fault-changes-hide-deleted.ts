import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultChangesHideDeleted: Defect = {
  name: 'fault-changes-hide-deleted',
  origin: { kind: 'single fault', tier: 3 },
  title: 'a member who lists what has changed is not told what was deleted',
  story: 'The list shows deleted servers to operators alone, also when it is asked for changes.',
  turnsRed: ['LD-125'],
  change: novaRules({ listsDeletedChanges: ({ isAdmin }) => isAdmin }),
};
