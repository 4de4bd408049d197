import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultReasonNeverKept: Defect = {
  name: 'fault-reason-never-kept',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host does not tell why it was disabled',
  story: 'Disabling sets the status and drops the reason.',
  turnsRed: ['LD-16.reason'],
  alsoRed: ['LD-16'],
  change: novaSteps('changeService', {
    setStatus: ({ service, wish: { status } }) => {
      if (status === undefined) return 'stop';
      service.status = status;
      return 'go on';
    },
  }),
};
