import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultNeverLaunchedKept: Defect = {
  name: 'fault-never-launched-kept',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a server that never ran cannot be deleted',
  story: 'With soft delete on, the delete of a server that cannot be kept is not begun.',
  turnsRed: ['LD-72'],
  change: (seams) => {
    const { deleteBeforeAnyHost } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      deleteBeforeAnyHost: (context) => {
        const { nova, server } = context;
        return nova.reclaimInstanceInterval > 0 && server.launchedAt === null ? 'stop' : deleteBeforeAnyHost(context);
      },
    })(seams);
  },
};
