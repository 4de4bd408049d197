import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRestartEnables: Defect = {
  name: 'fault-restart-enables',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that was disabled is enabled again by its start',
  story: 'The starting compute service writes its record anew.',
  turnsRed: ['LD-16.restarted'],
  change: (seams) => {
    const { recordService } = seams.compute.operations.startCompute;
    return novaSteps('startCompute', {
      recordService: async (context) => {
        const onward = await recordService(context);
        Object.assign(context.nova.store.computeService(context.process.host), {
          status: 'enabled',
          disabledReason: null,
        });
        return onward;
      },
    })(seams);
  },
};
