import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultUnknownServiceUpdated: Defect = {
  name: 'fault-unknown-service-updated',
  origin: { kind: 'single fault', tier: 2 },
  title: 'an update of a service that is not there changes another one',
  story: 'The API takes the first service when it finds none with the ID.',
  turnsRed: ['LD-96.malformed-id', 'LD-96.unknown-id'],
  change: (seams) => {
    const { findService } = seams.compute.operations.updateService;
    return novaSteps('updateService', {
      checkId: leftOut,
      findService: (context) => {
        const { services } = context.call.env.nova.store;
        if (services.some(({ uuid }) => uuid === context.id)) return findService(context);
        context.service = services.find(({ binary }) => binary === 'nova-compute');
        return 'go on';
      },
    })(seams);
  },
};
