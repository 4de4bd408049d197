import { freeOn } from './free-on';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultHealOwnShareOnly: Defect = {
  name: 'fault-heal-own-share-only',
  origin: { kind: 'single fault', tier: 1 },
  title: "healing leaves what a leak holds beside the host's own provider",
  story: 'The host takes back its own share of a consumer, and not those of other providers.',
  turnsRed: ['LD-26.everywhere'],
  change: novaSteps('heal', {
    removeLeaks: async ({ nova, node, leaks }): Promise<Onward> => {
      for (const consumer of leaks) await freeOn(nova.placement, consumer, (provider) => provider === node.uuid);
      return 'go on';
    },
  }),
};
