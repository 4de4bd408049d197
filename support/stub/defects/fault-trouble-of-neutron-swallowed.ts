import { expectNovaFailure } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultTroubleOfNeutronSwallowed: Defect = {
  name: 'fault-trouble-of-neutron-swallowed',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete goes on when a port cannot be deleted',
  story: 'The API only logs that Neutron refused.',
  turnsRed: ['LD-48.failed'],
  alsoRed: ['LD-48.again', 'LD-48.quota'],
  change: (seams) => {
    const { deallocatePorts } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      deallocatePorts: async (context): Promise<Onward> => {
        await Promise.resolve(deallocatePorts(context)).catch(expectNovaFailure);
        return 'go on';
      },
    })(seams);
  },
};
