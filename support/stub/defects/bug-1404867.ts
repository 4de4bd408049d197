import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1404867: Defect = {
  name: 'bug-1404867',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Rocky' },
  title: 'a failed build keeps its volume',
  story: 'A server in ERROR without host is taken for one that has nothing but its record.',
  turnsRed: ['LD-59'],
  change: (seams) =>
    novaRules({
      mayHavePortsOrVolumes: (server) =>
        server.vmState !== 'error' && seams.compute.rules.mayHavePortsOrVolumes(server),
    })(seams),
};
