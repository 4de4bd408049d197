import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1675570: Defect = {
  name: 'bug-1675570',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Pike' },
  title: 'an offloaded server is deleted without detaching its volumes',
  story: 'A server without host is taken for one that has nothing but its record, also when it was offloaded.',
  turnsRed: ['LD-55.volume'],
  alsoRed: ['LD-55.port'],
  change: (seams) =>
    novaRules({
      mayHavePortsOrVolumes: (server) =>
        server.vmState !== 'shelved_offloaded' && seams.compute.rules.mayHavePortsOrVolumes(server),
    })(seams),
};
