import { isUp } from '../compute/service-group';
import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultLockIgnoredByLocalDelete: Defect = {
  name: 'fault-lock-ignored-by-local-delete',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete does not ask for the lock',
  story: 'Only the host asks whether the server is locked, so that the API, which deletes in its place, never does.',
  turnsRed: ['LD-110.down', 'LD-111.force-delete-down'],
  change: (seams) =>
    novaRules({
      lockStops: (context) => {
        const { nova, server } = context;
        if (server.host !== null && !isUp(nova, nova.store.computeService(server.host))) return false;
        return seams.compute.rules.lockStops(context);
      },
    })(seams),
};
