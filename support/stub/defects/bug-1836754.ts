import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1836754: Defect = {
  name: 'bug-1836754',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Xena' },
  title: 'a harmless change of an allocation stops the delete',
  story:
    'The API reads the allocation and takes it back by its generation, which somebody else may have raised meanwhile.',
  turnsRed: ['LD-45'],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      await nova.placement.deleteAllocations(server.uuid, 'by generation');
      return 'go on';
    },
  }),
};
