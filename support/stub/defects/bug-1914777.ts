import { NovaException } from '../compute/exceptions';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1914777: Defect = {
  name: 'bug-1914777',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Wallaby' },
  title: 'two deletes of a waiting server end in an error of the server',
  story: 'The delete that comes second reads the id of a server that the first one has taken away.',
  turnsRed: ['LD-62'],
  change: (seams) => {
    const { dropBuild } = seams.compute.operations.deleteUnplaced;
    return novaSteps('deleteUnplaced', {
      dropBuild: (context) => {
        const { store } = context.nova;
        if (store.lookUp(context.server.uuid) !== undefined) return dropBuild(context);
        throw new NovaException('AttributeError', "'NoneType' object has no attribute 'uuid'");
      },
    })(seams);
  },
};
