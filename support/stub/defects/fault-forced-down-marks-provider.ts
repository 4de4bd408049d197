import { together } from '../seams';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaRules, novaSteps } from './replace';

export const faultForcedDownMarksProvider: Defect = {
  name: 'fault-forced-down-marks-provider',
  origin: { kind: 'single fault', tier: 2 },
  title: 'forcing a host down marks its provider as disabled',
  story: 'The host takes forced down for disabled when it tells Placement of itself.',
  turnsRed: ['LD-98.forced-down'],
  change: together(
    novaRules({ isMarkedDisabled: ({ status, forcedDown }) => status === 'disabled' || forcedDown }),
    novaSteps('changeService', {
      setForcedDown: async ({ nova, service, wish: { forcedDown } }): Promise<Onward> => {
        if (forcedDown !== undefined) service.forcedDown = forcedDown;
        service.updatedAt = nova.time.clock.now();
        await nova.broker.call(service.host, {
          name: 'set_host_enabled',
          handle: (process) => process.setHostEnabled(),
        });
        return 'go on';
      },
    }),
  ),
};
