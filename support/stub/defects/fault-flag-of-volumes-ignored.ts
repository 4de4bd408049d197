import { giveVolumesBack } from '../compute/block-devices';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultFlagOfVolumesIgnored: Defect = {
  name: 'fault-flag-of-volumes-ignored',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a volume that goes with its server is kept',
  story: 'The API gives volumes back and does not look at what the owner said of their end.',
  turnsRed: ['LD-51.flagged', 'LD-51.second-volume'],
  change: novaSteps('localDelete', {
    cleanUpVolumes: async ({ nova, request, server }): Promise<Onward> => {
      const kept = server.volumes.map((volume) => ({ ...volume, atTermination: 'keep' as const }));
      await giveVolumesBack(nova, request, kept);
      server.volumes = [];
      return 'go on';
    },
  }),
};
