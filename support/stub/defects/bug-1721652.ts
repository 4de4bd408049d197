import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1721652: Defect = {
  name: 'bug-1721652',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Queens' },
  title: 'a returning host removes all shares of an evacuated server',
  story: 'The host that starts frees the whole consumer, and not its own share.',
  turnsRed: ['LD-85.returned'],
  alsoRed: ['LD-91.restarted'],
  change: novaSteps('returnToDuty', {
    freeSource: async ({ nova, evacuations }): Promise<Onward> => {
      for (const { serverUuid } of evacuations.filter(({ deletedAt }) => deletedAt === null)) {
        await nova.placement.deleteAllocations(serverUuid, 'by force');
      }
      return 'go on';
    },
  }),
};
