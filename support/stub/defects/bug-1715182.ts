import type { Onward } from '../operation';
import type { Defect } from './defect';
import { claimDestinationAgain } from './keep-destination';
import { novaSteps } from './replace';

export const bug1715182: Defect = {
  name: 'bug-1715182',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Queens' },
  title: 'a live migration that is rolled back keeps its claim on the new host',
  story:
    'The destination cannot prepare for the guest. The source takes the server back, and leaves it what was claimed for it on the destination.',
  turnsRed: ['LD-93.rolled-back'],
  change: (seams) => {
    const { moveBack } = seams.compute.operations.rollBackLiveMigration;
    return novaSteps('rollBackLiveMigration', {
      moveBack: async (context): Promise<Onward> => {
        const onward = await moveBack(context);
        if (context.reason === 'failed') await claimDestinationAgain(context);
        return onward;
      },
    })(seams);
  },
};
