import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultConfirmKeepsSource: Defect = {
  name: 'fault-confirm-keeps-source',
  origin: { kind: 'single fault', tier: 3 },
  title: 'a confirmed resize keeps its place on the old host',
  story: 'The source forgets the server, and not what the migration holds there.',
  turnsRed: ['LD-78.confirmed', 'LD-80.deleted'],
  alsoRed: ['LD-78', 'LD-79', 'LD-80.confirmed', 'LD-126'],
  change: novaSteps('confirmOnSource', { freeAllocations: leftOut }),
};
