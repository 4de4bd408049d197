import { together } from '../seams';
import type { Server } from '../compute/records';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1862633: Defect = {
  name: 'bug-1862633',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Ussuri' },
  title: 'an unshelve that fails in Neutron keeps its claim',
  story: 'The host gives the unshelve up and frees the claim unless Neutron was the one that failed.',
  turnsRed: ['LD-94'],
  change: (seams) => {
    const { bindPorts } = seams.compute.operations.unshelveOnHost;
    const { freeAllocations } = seams.compute.operations.giveUpUnshelve;
    const failed = new WeakSet<Server>();
    return together(
      novaSteps('unshelveOnHost', {
        bindPorts: async (context): Promise<Onward> => {
          failed.add(context.server);
          const onward = await bindPorts(context);
          failed.delete(context.server);
          return onward;
        },
      }),
      novaSteps('giveUpUnshelve', {
        freeAllocations: (context) => (failed.has(context.server) ? 'go on' : freeAllocations(context)),
      }),
    )(seams);
  },
};
