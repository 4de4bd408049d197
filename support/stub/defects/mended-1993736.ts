import type { Defect } from './defect';
import { novaTraits } from './replace';

export const mended1993736: Defect = {
  name: 'mended-1993736',
  origin: { kind: 'mend', tier: 1 },
  title: 'a local delete is on record, as it is since 2023.1',
  story: 'Zed writes down no action for a local delete; here it does.',
  release: 'zed',
  turnsRed: ['LD-123.missing'],
  change: novaTraits({ recordsLocalDelete: true }),
};
