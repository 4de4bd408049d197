import type { Onward } from '../operation';
import type { Defect } from './defect';
import { freeOn } from './free-on';
import { novaSteps } from './replace';

export const faultLocalDeleteFreesOwnHost: Defect = {
  name: 'fault-local-delete-frees-own-host',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete frees what is on the host of the server alone',
  story: 'What an evacuation has claimed or left elsewhere stays.',
  turnsRed: ['LD-128', 'LD-129'],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const own = nova.store.computeNodes.find(({ host }) => host === server.host)?.uuid;
      await freeOn(nova.placement, server.uuid, (provider) => provider === own);
      return 'go on';
    },
  }),
};
