import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1805164: Defect = {
  name: 'bug-1805164',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Stein' },
  title: 'an update of a service that is no compute service is answered with not found',
  story: 'The API looks for the service among those of hosts alone.',
  turnsRed: ['LD-96.scheduler'],
  change: novaRules({ findsService: ({ binary }) => binary === 'nova-compute' }),
};
