import { leftOut } from '../operation';
import type { Defect } from './defect';
import { steps } from './replace';

export const faultOneClassFreed: Defect = {
  name: 'fault-one-class-freed',
  origin: { kind: 'single fault', tier: 4 },
  title: 'deleting allocations frees one class only',
  story: 'Placement removes the processors of a consumer and keeps the rest.',
  turnsRed: ['LD-1', 'LD-3.empty'],
  change: steps('placement', 'deleteAllocations', {
    removeAllocations: ({ service: { store }, consumer }) => {
      const kept = store.allocationsOf(consumer).filter(({ resourceClass }) => resourceClass !== 'VCPU');
      store.replaceAllocations(consumer, kept);
      return 'go on';
    },
    forgetConsumer: leftOut,
  }),
};
