import type { Defect } from './defect';
import { healRules } from './replace';

export const faultHealSparesMoved: Defect = {
  name: 'fault-heal-spares-moved',
  origin: { kind: 'single fault', tier: 2 },
  title: 'healing leaves what belongs to a deleted server that has moved',
  story: 'The host takes a server with a migration for one that lives elsewhere.',
  turnsRed: ['LD-84.healed'],
  alsoRed: ['LD-83.kept'],
  change: (seams) => {
    const { deletedServer } = seams.compute.rules.heal;
    return healRules({
      deletedServer: (context) =>
        context.nova.store.migrations.some(({ serverUuid }) => serverUuid === context.consumer)
          ? 'keep'
          : deletedServer(context),
    })(seams);
  },
};
