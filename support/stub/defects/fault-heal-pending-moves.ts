import type { Defect } from './defect';
import { healRules } from './replace';

export const faultHealPendingMoves: Defect = {
  name: 'fault-heal-pending-moves',
  origin: { kind: 'single fault', tier: 1 },
  title: 'healing takes what the migrations of live servers hold',
  story: 'The host removes a consumer that is no server, although a migration of its own stands behind it.',
  turnsRed: ['LD-29.source'],
  alsoRed: [
    'LD-29.destination',
    'LD-78.both',
    'LD-82',
    'LD-105.nothing',
    'LD-133.left',
    'LD-133.removed',
    'LD-83.kept',
  ],
  change: healRules({
    move: ({ nova, consumer }) =>
      nova.store.migrations.some(({ uuid }) => uuid === consumer) ? 'remove' : 'no opinion',
  }),
};
