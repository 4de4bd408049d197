import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultOwnersPortsDeleted: Defect = {
  name: 'fault-owners-ports-deleted',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete deletes the ports that the owner brought',
  story: 'The API takes all ports for ports that Nova made.',
  turnsRed: ['LD-47.kept', 'LD-47.second-port'],
  alsoRed: ['LD-47.reused'],
  change: novaSteps('localDelete', {
    deallocatePorts: async ({ nova, server }): Promise<Onward> => {
      for (const id of await nova.network.portIdsOf(server.uuid)) await nova.network.deletePort(id);
      return 'go on';
    },
  }),
};
