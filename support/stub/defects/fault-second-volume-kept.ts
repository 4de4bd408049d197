import { giveVolumesBack } from '../compute/block-devices';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSecondVolumeKept: Defect = {
  name: 'fault-second-volume-kept',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete gives only the first volume back',
  story: 'The API stops after the first of several volumes.',
  turnsRed: ['LD-50.second-volume', 'LD-51.second-volume'],
  change: novaSteps('localDelete', {
    cleanUpVolumes: async ({ nova, request, server }): Promise<Onward> => {
      await giveVolumesBack(nova, request, server.volumes.slice(0, 1));
      server.volumes = [];
      return 'go on';
    },
  }),
};
