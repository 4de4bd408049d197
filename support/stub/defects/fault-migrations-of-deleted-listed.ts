import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultMigrationsOfDeletedListed: Defect = {
  name: 'fault-migrations-of-deleted-listed',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the migrations of deleted servers are listed',
  story: 'The list does not ask whether a migration is deleted with its server.',
  turnsRed: ['LD-126'],
  change: novaRules({ listsMigration: () => true }),
};
