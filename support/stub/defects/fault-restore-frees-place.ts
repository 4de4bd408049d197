import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRestoreFreesPlace: Defect = {
  name: 'fault-restore-frees-place',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a restored server has no place',
  story: 'A host that restores a server frees what it held.',
  turnsRed: ['LD-67'],
  alsoRed: ['LD-130.restored'],
  change: (seams) => {
    const { activate } = seams.compute.operations.restoreOnHost;
    return novaSteps('restoreOnHost', {
      activate: async (context): Promise<Onward> => {
        await context.nova.placement.deleteAllocations(context.server.uuid, 'by force');
        return activate(context);
      },
    })(seams);
  },
};
