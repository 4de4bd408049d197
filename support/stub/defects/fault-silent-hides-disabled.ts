import type { Defect } from './defect';
import { novaViews } from './replace';

export const faultSilentHidesDisabled: Defect = {
  name: 'fault-silent-hides-disabled',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that is disabled and silent shows as unknown',
  story: 'The age of the heartbeat is looked at before the word for disabled.',
  turnsRed: ['LD-18.disabled-silent'],
  change: (seams) => {
    const { fullServer } = seams.compute.views;
    return novaViews({
      fullServer: (server, context) => {
        const shown = fullServer(server, context);
        const { isUp = true, record } = context.hostService ?? {};
        return !isUp && record?.forcedDown === false && 'host_status' in shown
          ? { ...shown, host_status: 'UNKNOWN' }
          : shown;
      },
    })(seams);
  },
};
