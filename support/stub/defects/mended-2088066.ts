import type { Defect } from './defect';
import { novaTraits } from './replace';

export const mended2088066: Defect = {
  name: 'mended-2088066',
  origin: { kind: 'mend', tier: 1 },
  title: "a waiting server's volume is given back, as it is since 2026.2",
  story: '2025.1 leaves the volume of a server reserved that its cell knows and no host has; here it is given back.',
  turnsRed: ['LD-63.leaked'],
  change: novaTraits({ volumesOfUnplaced: 'given back' }),
};
