import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeleteFreesSiblings: Defect = {
  name: 'fault-delete-frees-siblings',
  origin: { kind: 'single fault', tier: 1 },
  title: 'deleting a server frees what its siblings of the same request hold',
  story: 'The API frees by the reservation of the request.',
  turnsRed: ['LD-8'],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const siblings = nova.store.liveServers().filter(({ reservationId }) => reservationId === server.reservationId);
      for (const { uuid } of siblings) await nova.placement.deleteAllocations(uuid, 'by force');
      return 'go on';
    },
  }),
};
