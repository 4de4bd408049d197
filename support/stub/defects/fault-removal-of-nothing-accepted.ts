import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRemovalOfNothingAccepted: Defect = {
  name: 'fault-removal-of-nothing-accepted',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the removal of a service that is not there is accepted',
  story: 'A removal that finds no service answers that it is done.',
  turnsRed: ['LD-100.unknown'],
  change: novaSteps('removeService', {
    findService: (context) => {
      context.service = context.call.env.nova.store.services.find(({ uuid }) => uuid === context.id);
      return 'go on';
    },
  }),
};
