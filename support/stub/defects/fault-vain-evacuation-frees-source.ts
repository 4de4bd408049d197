import { NoValidHost } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultVainEvacuationFreesSource: Defect = {
  name: 'fault-vain-evacuation-frees-source',
  origin: { kind: 'single fault', tier: 2 },
  title: 'an evacuation that finds no host gives the old place up',
  story: 'The conductor frees all that the server holds, in place of what it has claimed for it.',
  turnsRed: ['LD-87'],
  alsoRed: ['LD-87.returned'],
  change: (seams) => {
    const { selectHost } = seams.compute.operations.evacuateServer;
    return novaSteps('evacuateServer', {
      selectHost: async (context): Promise<Onward> => {
        try {
          return await selectHost(context);
        } catch (error) {
          if (error instanceof NoValidHost)
            await context.nova.placement.deleteAllocations(context.server.uuid, 'by force');
          throw error;
        }
      },
    })(seams);
  },
};
