import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1837955: Defect = {
  name: 'bug-1837955',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Train' },
  title: 'a build that has tried every host keeps a share',
  story: 'The last host that fails does not free what was claimed there.',
  turnsRed: ['LD-64.given-up'],
  change: (seams) => {
    const { freeAllocations } = seams.compute.operations.moveOn;
    return novaSteps('moveOn', {
      freeAllocations: (context) => (context.alternates.length === 0 ? 'go on' : freeAllocations(context)),
    })(seams);
  },
};
