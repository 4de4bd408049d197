import { leftOut } from '../operation';
import type { Defect } from './defect';
import { steps } from './replace';

export const bug1780799: Defect = {
  name: 'bug-1780799',
  origin: { kind: 'bug', tier: 4, fixedIn: 'Rocky' },
  title: 'a consumer stays when its allocations are gone',
  story: 'Placement removes the allocations and keeps the record of their consumer, with its generation.',
  turnsRed: ['LD-25'],
  alsoRed: [
    'LD-28',
    'LD-28.claimed',
    'LD-31',
    'LD-32.full',
    'LD-44.kept',
    'LD-60.kept',
    'LD-60.refused',
    'LD-64.rescheduled',
    'LD-122',
    'LD-29',
    'LD-78.both',
    'LD-82.migrate-disabled',
    'LD-82.resize-disabled',
    'LD-83.cleared',
    'LD-83.kept',
    'LD-84',
    'LD-105.nothing',
    'LD-133.left',
  ],
  change: steps('placement', 'deleteAllocations', { forgetConsumer: leftOut }),
};
