import { giveVolumesBack } from '../compute/block-devices';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultAllVolumesDeleted: Defect = {
  name: 'fault-all-volumes-deleted',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete deletes volumes that should stay',
  story: 'The API takes every volume for one that goes with its server.',
  turnsRed: ['LD-50', 'LD-50.second-volume', 'LD-51.unflagged'],
  alsoRed: ['LD-10', 'LD-55.volume', 'LD-59'],
  change: novaSteps('localDelete', {
    cleanUpVolumes: async ({ nova, request, server }): Promise<Onward> => {
      const flagged = server.volumes.map((volume) => ({ ...volume, atTermination: 'delete' as const }));
      await giveVolumesBack(nova, request, flagged);
      server.volumes = [];
      return 'go on';
    },
  }),
};
