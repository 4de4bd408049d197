import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultHealOtherHosts: Defect = {
  name: 'fault-heal-other-hosts',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a host heals what leaked on other hosts',
  story: 'The host looks through the allocations of every provider.',
  turnsRed: ['LD-31'],
  change: (seams) => {
    const { listConsumers } = seams.compute.operations.heal;
    return novaSteps('heal', {
      listConsumers: async (context): Promise<Onward> => {
        const consumers: string[] = [];
        for (const node of context.nova.store.computeNodes) {
          const look = { ...context, node };
          await listConsumers(look);
          consumers.push(...look.consumers);
        }
        context.consumers = consumers;
        return 'go on';
      },
    })(seams);
  },
};
