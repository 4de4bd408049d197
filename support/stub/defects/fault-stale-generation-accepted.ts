import type { Defect } from './defect';
import { steps } from './replace';

export const faultStaleGenerationAccepted: Defect = {
  name: 'fault-stale-generation-accepted',
  origin: { kind: 'single fault', tier: 4 },
  title: 'Placement takes what is written by an outdated generation',
  story: 'Placement does not compare the generation of a consumer with the one that the writer has seen.',
  turnsRed: ['LD-122'],
  change: (seams) => {
    const { ensureConsumers } = seams.placement.operations.writeAllocations;
    return steps('placement', 'writeAllocations', {
      ensureConsumers: (context) => {
        const { consumers } = context.service.store;
        const wishes = context.wishes.map((wish) => ({
          ...wish,
          generation: wish.generation === null ? null : (consumers.get(wish.uuid)?.generation ?? wish.generation),
        }));
        return ensureConsumers({ ...context, wishes });
      },
    })(seams);
  },
};
