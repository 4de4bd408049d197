import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultLockIgnoredByForceDelete: Defect = {
  name: 'fault-lock-ignored-by-force-delete',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a forced delete does not ask for the lock',
  story: 'The forced delete takes the lock for one of the states that it does not wait for.',
  turnsRed: ['LD-111.force-delete', 'LD-111.force-delete-down'],
  change: (seams) =>
    novaRules({
      lockStops: (context) => context.act !== 'forceDelete' && seams.compute.rules.lockStops(context),
    })(seams),
};
