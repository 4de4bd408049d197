import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeleteFreesTheWholeHost: Defect = {
  name: 'fault-delete-frees-the-whole-host',
  origin: { kind: 'single fault', tier: 1 },
  title: 'deleting a server frees what all servers of its host hold',
  story: 'The API frees by the host of the server.',
  turnsRed: ['LD-5'],
  alsoRed: ['LD-8'],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const servers = server.host === null ? [server] : nova.store.serversOn(server.host);
      for (const { uuid } of servers) await nova.placement.deleteAllocations(uuid, 'by force');
      return 'go on';
    },
  }),
};
