import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSoftDeleteLeaksOnDownHost: Defect = {
  name: 'fault-soft-delete-leaks-on-down-host',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a soft delete on a down host leaks',
  story: 'A local delete that is a soft one keeps the allocation, as if the server could be restored.',
  turnsRed: ['LD-70.deleted', 'LD-71.deleted'],
  alsoRed: ['LD-70.unrestorable'],
  change: (seams) => {
    const { freeAllocations } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      freeAllocations: (context) => (context.manner === 'soft' ? 'go on' : freeAllocations(context)),
    })(seams);
  },
};
