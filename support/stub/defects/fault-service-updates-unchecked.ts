import { leftOut, type Onward } from '../operation';
import type { ServiceBody } from '../compute/api/service-schemas';
import { readBody } from '../compute/api/requests';
import { defineSchema, type Schema } from '../http/schemas';
import type { Defect } from './defect';
import { novaSteps } from './replace';

const anything: Schema<ServiceBody> = defineSchema({ type: 'object' });

export const faultServiceUpdatesUnchecked: Defect = {
  name: 'fault-service-updates-unchecked',
  origin: { kind: 'single fault', tier: 2 },
  title: 'an update of a service is not checked',
  story: 'The API takes any status, words and numbers for flags, a reason for enabling, and an update of nothing.',
  turnsRed: ['LD-96.empty', 'LD-96.number', 'LD-96.reason', 'LD-96.status'],
  change: novaSteps('updateService', {
    readBody: async (context): Promise<Onward> => {
      context.body = await readBody(context.call, anything);
      return 'go on';
    },
    checkWish: leftOut,
  }),
};
