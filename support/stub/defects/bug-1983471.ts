import type { Defect } from './defect';
import { novaTraits } from './replace';

export const bug1983471: Defect = {
  name: 'bug-1983471',
  origin: { kind: 'bug', tier: 3, fixedIn: '2023.2' },
  title: 'the port of an offloaded server stays bound to its former host',
  story: 'The host does not unbind the ports of a server that leaves it.',
  turnsRed: ['LD-55.unbound'],
  change: novaTraits({ offloadedPorts: 'left bound' }),
};
