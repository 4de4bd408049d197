import { freeOn } from './free-on';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultChildShareKept: Defect = {
  name: 'fault-child-share-kept',
  origin: { kind: 'single fault', tier: 1 },
  title: "a local delete leaves what the server holds of children of its host's provider",
  story: 'The API frees the share of the compute node alone.',
  turnsRed: ['LD-9.resource', 'LD-9.trait'],
  change: novaSteps('localDelete', {
    freeAllocations: async ({ nova, server }): Promise<Onward> => {
      const node = server.host === null ? undefined : nova.store.computeNode(server.host);
      if (node !== undefined) await freeOn(nova.placement, server.uuid, (provider) => provider === node.uuid);
      return 'go on';
    },
  }),
};
