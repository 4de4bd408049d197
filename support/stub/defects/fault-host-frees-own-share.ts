import type { Onward } from '../operation';
import type { Defect } from './defect';
import { freeOn } from './free-on';
import { novaSteps } from './replace';

export const faultHostFreesOwnShare: Defect = {
  name: 'fault-host-frees-own-share',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that deletes a server frees its own share alone',
  story: 'What an evacuated server holds on its old host is left to that host.',
  turnsRed: ['LD-86.deleted'],
  alsoRed: ['LD-92'],
  change: novaSteps('terminate', {
    freeAllocations: async ({ nova, process, server }): Promise<Onward> => {
      await freeOn(nova.placement, server.uuid, (provider) => provider === process.nodeUuid);
      return 'go on';
    },
  }),
};
