import { NovaException } from '../compute/exceptions';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1940812: Defect = {
  name: 'bug-1940812',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Yoga' },
  title: 'an early failure of a delete ends in an error of the server',
  story: 'What fails before the delete has set to work is told by the name of a server that is not known yet.',
  turnsRed: ['LD-62'],
  change: (seams) => {
    const { deleteBeforeAnyHost } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      deleteBeforeAnyHost: (context) => {
        const isThere = context.nova.store.lookUp(context.server.uuid) !== undefined;
        if (isThere) return deleteBeforeAnyHost(context);
        throw new NovaException('UnboundLocalError', "local variable 'instance_uuid' referenced before assignment");
      },
    })(seams);
  },
};
