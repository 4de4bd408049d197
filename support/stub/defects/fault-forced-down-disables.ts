import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultForcedDownDisables: Defect = {
  name: 'fault-forced-down-disables',
  origin: { kind: 'single fault', tier: 2 },
  title: 'forcing a host down disables it as well',
  story: 'The flag and the status are set together.',
  turnsRed: ['LD-95.new', 'LD-95.old'],
  alsoRed: ['LD-4'],
  change: novaSteps('changeService', {
    setForcedDown: ({ nova, service, wish: { forcedDown } }) => {
      if (forcedDown !== undefined) service.forcedDown = forcedDown;
      if (forcedDown === true) service.status = 'disabled';
      service.updatedAt = nova.time.clock.now();
      return 'go on';
    },
  }),
};
