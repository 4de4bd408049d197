import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultForcedUpEnables: Defect = {
  name: 'fault-forced-up-enables',
  origin: { kind: 'single fault', tier: 2 },
  title: 'forcing a host up enables it',
  story: 'The flag and the status are set back together.',
  turnsRed: ['LD-16.unforced', 'LD-16.reason-forced-up'],
  change: novaSteps('changeService', {
    setForcedDown: ({ nova, service, wish: { forcedDown } }) => {
      if (forcedDown !== undefined) service.forcedDown = forcedDown;
      if (forcedDown === false) Object.assign(service, { status: 'enabled', disabledReason: null });
      service.updatedAt = nova.time.clock.now();
      return 'go on';
    },
  }),
};
