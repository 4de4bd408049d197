import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultOrphansGoWithHost: Defect = {
  name: 'fault-orphans-go-with-host',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the removal of a host frees what belongs to nobody',
  story: 'The removal of a compute service frees every consumer of its provider.',
  turnsRed: ['LD-103'],
  alsoRed: ['LD-102', 'LD-104.refused'],
  change: novaSteps('removeCompute', {
    freeEvacuated: async ({ nova, service }): Promise<Onward> => {
      const node = nova.store.computeNode(service.host);
      const consumers = node === undefined ? [] : (await nova.placement.allocationsOn(node.uuid)).keys();
      for (const consumer of consumers) await nova.placement.deleteAllocations(consumer, 'by force');
      return 'go on';
    },
  }),
};
