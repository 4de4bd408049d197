import { leftOut } from '../operation';
import type { Defect } from './defect';
import { localDeletes } from './local-deletes';
import { steps } from './replace';

export const faultOneClassFreed: Defect = {
  name: 'fault-one-class-freed',
  origin: { kind: 'single fault', tier: 4 },
  title: 'deleting allocations frees one class only',
  story: 'Placement removes the processors of a consumer and keeps the rest.',
  turnsRed: ['LD-1', 'LD-3.empty'],
  alsoRed: [
    ...localDeletes,
    'LD-2',
    'LD-4',
    'LD-12',
    'LD-13',
    'LD-14',
    'LD-15',
    'LD-15.disabled-later',
    'LD-16.deleted',
    'LD-17',
    'LD-17.silent',
    'LD-19',
    'LD-21',
    'LD-25',
    'LD-28',
    'LD-28.claimed',
    'LD-31',
    'LD-32.full',
    'LD-38.again',
    'LD-41',
    'LD-42.again',
    'LD-43.again',
    'LD-44.kept',
    'LD-48.again',
    'LD-54.deleted',
    'LD-54.missing',
    'LD-55',
    'LD-56',
    'LD-58.together',
    'LD-60',
    'LD-61',
    'LD-61.claimed',
    'LD-62',
    'LD-63.claimed',
    'LD-63.leaked',
    'LD-64',
    'LD-65',
    'LD-74.busy',
    'LD-74.idle',
    'LD-94',
    'LD-109',
    'LD-112.twice',
    'LD-122',
    'LD-123.recorded',
    'LD-124',
    'LD-127',
  ],
  change: steps('placement', 'deleteAllocations', {
    removeAllocations: ({ service: { store }, consumer }) => {
      const kept = store.allocationsOf(consumer).filter(({ resourceClass }) => resourceClass !== 'VCPU');
      store.replaceAllocations(consumer, kept);
      return 'go on';
    },
    forgetConsumer: leftOut,
  }),
};
