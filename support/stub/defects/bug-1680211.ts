import { InstanceNotFound, NovaException } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1680211: Defect = {
  name: 'bug-1680211',
  origin: { kind: 'bug', tier: 1, fixedIn: 'Pike' },
  title: 'a local delete that comes second ends in an error',
  story: 'The delete does not expect that another one has destroyed the record meanwhile.',
  turnsRed: ['LD-116'],
  change: (seams) => {
    const { deleteLocally } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      deleteLocally: async (context): Promise<Onward> => {
        try {
          return await deleteLocally(context);
        } catch (error) {
          if (!(error instanceof InstanceNotFound)) throw error;
          throw new NovaException('nova.exception.CellMappingNotFound', 'Cell None has no mapping.');
        }
      },
    })(seams);
  },
};
