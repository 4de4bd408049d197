import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultLocalDeleteFreesMigrations: Defect = {
  name: 'fault-local-delete-frees-migrations',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete frees what the migrations of its server hold',
  story: 'The API frees the place that the server was to leave, for which nobody else cares afterwards.',
  turnsRed: ['LD-83.left', 'LD-83.removed'],
  alsoRed: ['LD-83.kept', 'LD-84.returned'],
  change: (seams) => {
    const { freeAllocations } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      freeAllocations: async (context): Promise<Onward> => {
        const { nova, server } = context;
        const own = nova.store.migrations.filter(({ serverUuid }) => serverUuid === server.uuid);
        for (const { uuid } of own) await nova.placement.deleteAllocations(uuid, 'by force');
        return freeAllocations(context);
      },
    })(seams);
  },
};
