import { deleteFlaggedVolumes } from '../compute/block-devices';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRunningHostDeletesOneVolume: Defect = {
  name: 'fault-running-host-deletes-one-volume',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a running host deletes only the first volume that goes with the server',
  story: 'The host stops after the first volume that it has to delete.',
  turnsRed: ['LD-51.running-host'],
  change: novaSteps('terminate', {
    deleteVolumes: async ({ nova, asker, server }): Promise<Onward> => {
      await deleteFlaggedVolumes(nova, asker, { ...server, volumes: server.volumes.slice(0, 1) });
      return 'go on';
    },
  }),
};
