import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultReasonStaysWhenEnabled: Defect = {
  name: 'fault-reason-stays-when-enabled',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that was enabled again still tells why it was disabled',
  story: 'Enabling sets the status and leaves the reason.',
  turnsRed: ['LD-16.enabled'],
  change: novaSteps('changeService', {
    setStatus: ({ service, wish: { status, reason = null } }) => {
      if (status === undefined) return 'stop';
      service.status = status;
      if (status === 'disabled') service.disabledReason = reason;
      return 'go on';
    },
  }),
};
