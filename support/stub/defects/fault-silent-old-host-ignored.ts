import { MessagingTimeout } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSilentOldHostIgnored: Defect = {
  name: 'fault-silent-old-host-ignored',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a delete does without the old host of a resize',
  story: 'A source that does not answer is taken for one that has confirmed.',
  turnsRed: ['LD-80.failed', 'LD-133.failed'],
  alsoRed: ['LD-80.confirmed', 'LD-80.deleted', 'LD-133.left', 'LD-133.removed'],
  change: (seams) => {
    const { confirmResize } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      confirmResize: async (context): Promise<Onward> => {
        try {
          return await confirmResize(context);
        } catch (error) {
          if (error instanceof MessagingTimeout) return 'go on';
          throw error;
        }
      },
    })(seams);
  },
};
