import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSoftDeleteFreesPlace: Defect = {
  name: 'fault-soft-delete-frees-place',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a soft delete frees the place of the server',
  story: 'The host that keeps a deleted server frees what it holds.',
  turnsRed: ['LD-66'],
  alsoRed: [
    'LD-66.again',
    'LD-67',
    'LD-68',
    'LD-69',
    'LD-71',
    'LD-71.deleted',
    'LD-71.running',
    'LD-76',
    'LD-77',
    'LD-100.soft-deleted',
    'LD-111.restore',
    'LD-130.waiting',
    'LD-130.restored',
  ],
  change: (seams) => {
    const { saveSoftDeleted } = seams.compute.operations.softDelete;
    return novaSteps('softDelete', {
      saveSoftDeleted: async (context): Promise<Onward> => {
        await context.nova.placement.deleteAllocations(context.server.uuid, 'by force');
        return saveSoftDeleted(context);
      },
    })(seams);
  },
};
