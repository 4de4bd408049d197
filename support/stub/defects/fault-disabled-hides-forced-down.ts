import type { Defect } from './defect';
import { novaViews } from './replace';

export const faultDisabledHidesForcedDown: Defect = {
  name: 'fault-disabled-hides-forced-down',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that is disabled and forced down shows as under maintenance',
  story: 'The word for disabled is looked at before the one for forced down.',
  turnsRed: ['LD-18.disabled-forced-down'],
  change: (seams) => {
    const { fullServer } = seams.compute.views;
    return novaViews({
      fullServer: (server, context) => {
        const shown = fullServer(server, context);
        const isDisabled = context.hostService?.record.status === 'disabled';
        return isDisabled && 'host_status' in shown ? { ...shown, host_status: 'MAINTENANCE' } : shown;
      },
    })(seams);
  },
};
