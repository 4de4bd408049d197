import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultReasonLostWhenForcedDown: Defect = {
  name: 'fault-reason-lost-when-forced-down',
  origin: { kind: 'single fault', tier: 2 },
  title: 'forcing a host down takes away the reason why it is disabled',
  story: 'Every update of a service writes the reason, also when none was given.',
  turnsRed: ['LD-16.reason-forced-down', 'LD-16.reason-forced-up'],
  change: novaSteps('changeService', {
    setForcedDown: ({ nova, service, wish: { forcedDown } }) => {
      if (forcedDown !== undefined) Object.assign(service, { forcedDown, disabledReason: null });
      service.updatedAt = nova.time.clock.now();
      return 'go on';
    },
  }),
};
