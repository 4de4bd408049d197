import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultNoHealingWhileForcedDown: Defect = {
  name: 'fault-no-healing-while-forced-down',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a host that is forced down does not heal',
  story: 'The compute service does nothing for its provider while the operator has it forced down.',
  turnsRed: ['LD-23'],
  change: (seams) => {
    const { heal } = seams.compute.operations.updateResources;
    return novaSteps('updateResources', {
      heal: (context) => (context.nova.store.computeService(context.process.host).forcedDown ? 'go on' : heal(context)),
    })(seams);
  },
};
