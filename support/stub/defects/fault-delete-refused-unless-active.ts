import { AllocationDeleteFailed } from '../compute/exceptions';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeleteRefusedUnlessActive: Defect = {
  name: 'fault-delete-refused-unless-active',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a server on a down host can only be deleted while it is active',
  story: 'The API asks for the state of the server before a local delete.',
  turnsRed: ['LD-11.stopped', 'LD-11.paused', 'LD-11.suspended', 'LD-11.rescued', 'LD-11.shelved'],
  alsoRed: ['LD-55', 'LD-56', 'LD-94'],
  change: (seams) => {
    const { deleteLocally } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      deleteLocally: (context) => {
        if (context.server.launchedAt === null || context.server.vmState === 'active') return deleteLocally(context);
        throw new AllocationDeleteFailed(context.server.uuid, `vm_state ${context.server.vmState}`);
      },
    })(seams);
  },
};
