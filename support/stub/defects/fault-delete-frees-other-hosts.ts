import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeleteFreesOtherHosts: Defect = {
  name: 'fault-delete-frees-other-hosts',
  origin: { kind: 'single fault', tier: 1 },
  title: 'deleting a server frees what servers of other hosts hold',
  story: 'The API frees by the project of the server.',
  turnsRed: ['LD-7'],
  alsoRed: ['LD-5', 'LD-8'],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const servers = nova.store.liveServers().filter(({ projectId }) => projectId === server.projectId);
      for (const { uuid } of servers) await nova.placement.deleteAllocations(uuid, 'by force');
      return 'go on';
    },
  }),
};
