import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDownHostKeepsSoftDeleted: Defect = {
  name: 'fault-down-host-keeps-soft-deleted',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a soft delete on a down host can be restored',
  story:
    'A local delete that is a soft one does not destroy the record, so that the server waits for its restore on a host that is down.',
  turnsRed: ['LD-70.deleted'],
  alsoRed: ['LD-70.unrestorable', 'LD-71.deleted'],
  change: (seams) => {
    const { destroyRecord } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      destroyRecord: (context) => (context.manner === 'soft' ? 'go on' : destroyRecord(context)),
    })(seams);
  },
};
