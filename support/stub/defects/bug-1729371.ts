import type { Defect } from './defect';
import { healRules } from './replace';

export const bug1729371: Defect = {
  name: 'bug-1729371',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Queens' },
  title: 'healing takes the allocation of a server that is being built',
  story: 'The host takes every consumer for a leak that is no server of its own, also one that is only on its way.',
  turnsRed: ['LD-28', 'LD-28.claimed'],
  change: (seams) =>
    healRules({
      trackedServer: (context) => {
        const found = context.nova.store.lookUp(context.consumer);
        return found?.server.vmState === 'building' ? 'remove' : seams.compute.rules.heal.trackedServer(context);
      },
    })(seams),
};
