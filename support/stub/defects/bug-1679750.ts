import { leftOut } from '../operation';
import type { Defect } from './defect';
import { localDeletes } from './local-deletes';
import { novaSteps } from './replace';

export const bug1679750: Defect = {
  name: 'bug-1679750',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Rocky' },
  title: "a local delete does not free the server's allocation",
  story:
    'The API deletes the record of a server whose host is down and leaves its allocation to the start of the host.',
  turnsRed: ['LD-1', 'LD-2', 'LD-3.empty', 'LD-4'],
  alsoRed: [
    ...localDeletes,
    'LD-12',
    'LD-15',
    'LD-15.disabled-later',
    'LD-16.deleted',
    'LD-17.silent',
    'LD-21',
    'LD-38',
    'LD-39',
    'LD-40.failed',
    'LD-48.again',
    'LD-50.second-volume',
    'LD-74.busy',
    'LD-83',
    'LD-123.too-old',
    'LD-128',
    'LD-129',
    'LD-123.recorded',
    'LD-124.local',
    'LD-127',
  ],
  change: novaSteps('localDelete', { freeAllocations: leftOut }),
};
