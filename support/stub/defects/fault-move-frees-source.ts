import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultMoveFreesSource: Defect = {
  name: 'fault-move-frees-source',
  origin: { kind: 'single fault', tier: 3 },
  title: 'a server that moves gives its old place up at once',
  story: 'What the server holds is freed before a new host is looked for, in place of being kept by the migration.',
  turnsRed: ['LD-78.both'],
  alsoRed: [
    'LD-29.destination',
    'LD-29.source',
    'LD-78.reverted',
    'LD-80.failed',
    'LD-81',
    'LD-82',
    'LD-105.nothing',
    'LD-133.failed',
    'LD-133.left',
    'LD-133.removed',
    'LD-83',
    'LD-84.returned',
  ],
  change: novaSteps('migrateServer', {
    moveToMigration: async ({ nova, server }): Promise<Onward> => {
      await nova.placement.deleteAllocations(server.uuid, 'by force');
      return 'go on';
    },
  }),
};
