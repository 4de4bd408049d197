import type { Defect } from './defect';
import { novaTraits } from './replace';

export const faultRemovedHostRefusedOnZed: Defect = {
  name: 'fault-removed-host-refused-on-zed',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a removed host of Zed does not start with guests',
  story: 'A host that nobody has recorded refuses to start with guests, as since 2024.1.',
  release: 'zed',
  turnsRed: ['LD-104.returned'],
  change: novaTraits({ unrecordedHosts: 'refuse to start with guests' }),
};
