import type { Onward } from '../operation';
import type { Defect } from './defect';
import { claimDestinationAgain } from './keep-destination';
import { novaSteps } from './replace';

export const bug1714237: Defect = {
  name: 'bug-1714237',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Queens' },
  title: 'an aborted live migration keeps its claim on the new host',
  story: 'The source takes the server back, and leaves it what was claimed for it on the destination.',
  turnsRed: ['LD-93.aborted'],
  change: (seams) => {
    const { moveBack } = seams.compute.operations.rollBackLiveMigration;
    return novaSteps('rollBackLiveMigration', {
      moveBack: async (context): Promise<Onward> => {
        const onward = await moveBack(context);
        if (context.reason === 'aborted') await claimDestinationAgain(context);
        return onward;
      },
    })(seams);
  },
};
