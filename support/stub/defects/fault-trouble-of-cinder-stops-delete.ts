import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultTroubleOfCinderStopsDelete: Defect = {
  name: 'fault-trouble-of-cinder-stops-delete',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete fails when Cinder refuses to give a volume back',
  story: 'The API does not catch what Cinder answers.',
  turnsRed: ['LD-52.conflict', 'LD-52.internal'],
  change: (seams) => {
    const { cleanUpVolumes } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      cleanUpVolumes: async (context): Promise<Onward> => {
        const { nova, request, server } = context;
        for (const { attachmentId } of server.volumes) {
          if (attachmentId !== null) await nova.volume.giveBack(request, attachmentId);
        }
        return cleanUpVolumes(context);
      },
    })(seams);
  },
};
