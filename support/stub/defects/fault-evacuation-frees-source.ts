import { freeOnProvider } from '../compute/moves/move-allocations';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultEvacuationFreesSource: Defect = {
  name: 'fault-evacuation-frees-source',
  origin: { kind: 'single fault', tier: 2 },
  title: 'an evacuation gives the old place up at once',
  story: 'The new host frees what the server holds on its old one, where the guest may still run.',
  turnsRed: ['LD-85.both'],
  alsoRed: ['LD-90.new', 'LD-90.old', 'LD-91.refused'],
  change: (seams) => {
    const { moveHere } = seams.compute.operations.rebuildOnHost;
    return novaSteps('rebuildOnHost', {
      moveHere: async (context): Promise<Onward> => {
        const { nova, server, migration } = context;
        const node = nova.store.computeNode(migration.sourceHost);
        if (node !== undefined) await freeOnProvider(nova.placement, server.uuid, node.uuid);
        return moveHere(context);
      },
    })(seams);
  },
};
