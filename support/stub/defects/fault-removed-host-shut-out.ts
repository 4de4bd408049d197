import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRemovedHostShutOut: Defect = {
  name: 'fault-removed-host-shut-out',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a removed host never gets a record again',
  story: 'A host that has run before and that nobody has recorded starts, and writes no record of its service.',
  turnsRed: ['LD-104.without-guests'],
  alsoRed: ['LD-104.deleted-guest', 'LD-100.removed', 'LD-103', 'LD-104.refused', 'LD-102'],
  change: (seams) => {
    const { recordService } = seams.compute.operations.startCompute;
    return novaSteps('startCompute', {
      recordService: (context) => (context.process.joinedAt === null ? recordService(context) : 'go on'),
    })(seams);
  },
};
