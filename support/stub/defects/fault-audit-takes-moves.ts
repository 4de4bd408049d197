import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultAuditTakesMoves: Defect = {
  name: 'fault-audit-takes-moves',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the audit takes a pending move for an orphan',
  story: 'The audit compares allocations with servers alone.',
  turnsRed: ['LD-105.nothing'],
  change: novaRules({ migrationsOfAudit: () => [] }),
};
