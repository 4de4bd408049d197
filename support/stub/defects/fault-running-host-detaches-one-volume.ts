import { detachVolumes } from '../compute/block-devices';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRunningHostDetachesOneVolume: Defect = {
  name: 'fault-running-host-detaches-one-volume',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a running host gives only the first volume back',
  story: 'The host detaches one volume of the server that it ends.',
  turnsRed: ['LD-50.running-host'],
  alsoRed: ['LD-51.running-host'],
  change: novaSteps('terminate', {
    detachVolumes: async ({ nova, asker, server }): Promise<Onward> => {
      await detachVolumes(nova, asker, { ...server, volumes: server.volumes.slice(0, 1) });
      return 'go on';
    },
  }),
};
