import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSecondPortKept: Defect = {
  name: 'fault-second-port-kept',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete deletes only the first port that Nova made',
  story: 'The API stops after the first of several ports.',
  turnsRed: ['LD-46.second-port'],
  change: novaSteps('localDelete', {
    deallocatePorts: async ({ nova, server }): Promise<Onward> => {
      const made = server.ports.filter(({ origin }) => origin === 'made by nova');
      const kept = server.ports.filter(({ origin }) => origin === 'existed before');
      for (const { id } of kept) await nova.network.unbindPort(id, 'leaves its server');
      for (const { id } of made.slice(0, 1)) await nova.network.deletePort(id);
      return 'go on';
    },
  }),
};
