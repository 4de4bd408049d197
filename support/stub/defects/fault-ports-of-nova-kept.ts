import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultPortsOfNovaKept: Defect = {
  name: 'fault-ports-of-nova-kept',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete keeps the ports that Nova made',
  story: 'The API takes all ports for ports that were there before.',
  turnsRed: ['LD-46', 'LD-46.second-port'],
  alsoRed: ['LD-38.ports', 'LD-48', 'LD-55.port'],
  change: novaSteps('localDelete', {
    deallocatePorts: async ({ nova, server }): Promise<Onward> => {
      for (const id of await nova.network.portIdsOf(server.uuid))
        await nova.network.unbindPort(id, 'leaves its server');
      return 'go on';
    },
  }),
};
