import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSecondOwnersPortBound: Defect = {
  name: 'fault-second-owners-port-bound',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete frees only the first port that the owner brought',
  story: 'The API stops after the first of several ports.',
  turnsRed: ['LD-47.second-port'],
  change: novaSteps('localDelete', {
    deallocatePorts: async ({ nova, server }): Promise<Onward> => {
      const made = server.ports.filter(({ origin }) => origin === 'made by nova');
      const kept = server.ports.filter(({ origin }) => origin === 'existed before');
      for (const { id } of kept.slice(0, 1)) await nova.network.unbindPort(id, 'leaves its server');
      for (const { id } of made) await nova.network.deletePort(id);
      return 'go on';
    },
  }),
};
