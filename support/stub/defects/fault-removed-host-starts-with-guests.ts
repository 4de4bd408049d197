import type { Defect } from './defect';
import { novaTraits } from './replace';

export const faultRemovedHostStartsWithGuests: Defect = {
  name: 'fault-removed-host-starts-with-guests',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a removed host starts although it has guests',
  story: 'A host that nobody has recorded starts whatever its hypervisor has, as it did before 2024.1.',
  turnsRed: ['LD-104.refused', 'LD-104.deleted-guest'],
  change: novaTraits({ unrecordedHosts: 'start' }),
};
