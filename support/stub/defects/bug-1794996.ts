import { InstanceNotFound } from '../compute/exceptions';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1794996: Defect = {
  name: 'bug-1794996',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Stein' },
  title: 'a host does not start after an evacuated server of it was deleted',
  story: 'The host looks a server up that is not there any more, and gives its start up.',
  turnsRed: ['LD-86.started'],
  alsoRed: ['LD-86.deleted', 'LD-128', 'LD-129', 'LD-129.given-up'],
  change: (seams) => {
    const { freeSource } = seams.compute.operations.returnToDuty;
    return novaSteps('returnToDuty', {
      freeSource: (context) => {
        const gone = context.evacuations.find(({ deletedAt }) => deletedAt !== null);
        if (gone !== undefined) throw new InstanceNotFound(gone.serverUuid);
        return freeSource(context);
      },
    })(seams);
  },
};
