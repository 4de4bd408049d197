import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultFreedBeforeTheHost: Defect = {
  name: 'fault-freed-before-the-host',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a delete frees the allocations before the host has deleted the server',
  story: 'The API asks Placement first, and then tells the host.',
  turnsRed: ['LD-20.kept'],
  alsoRed: ['LD-42.again', 'LD-42.failed', 'LD-80.confirmed'],
  change: (seams) => {
    const { castToHost } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      castToHost: async (context) => {
        const onward = await castToHost(context);
        if (onward === 'stop') await context.nova.placement.deleteAllocations(context.server.uuid, 'by force');
        return onward;
      },
    })(seams);
  },
};
