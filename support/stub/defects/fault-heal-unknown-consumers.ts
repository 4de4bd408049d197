import type { Defect } from './defect';
import { healRules } from './replace';

export const faultHealUnknownConsumers: Defect = {
  name: 'fault-heal-unknown-consumers',
  origin: { kind: 'single fault', tier: 1 },
  title: 'healing takes what belongs to no server',
  story: 'The host removes a consumer that it does not find among the servers at all.',
  turnsRed: ['LD-60.kept', 'LD-83.kept', 'LD-133.left', 'LD-133.removed'],
  alsoRed: ['LD-28.claimed', 'LD-32.full', 'LD-44.kept', 'LD-60.refused', 'LD-122'],
  change: healRules({
    unknownToTheCell: ({ nova, consumer }) => (nova.store.lookUp(consumer) === undefined ? 'remove' : 'no opinion'),
  }),
};
