import type { Defect } from './defect';
import { novaTraits } from './replace';

export const bug2088066: Defect = {
  name: 'bug-2088066',
  origin: { kind: 'bug', tier: 1, fixedIn: '2026.2' },
  title: "a waiting server's volume stays reserved when the server is deleted",
  story: 'A server that a cell knows and no host has is deleted without giving its volumes back.',
  release: '2026.2',
  turnsRed: ['LD-63.freed'],
  change: novaTraits({ volumesOfUnplaced: 'left reserved' }),
};
