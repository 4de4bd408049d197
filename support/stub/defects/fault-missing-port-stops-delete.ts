import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultMissingPortStopsDelete: Defect = {
  name: 'fault-missing-port-stops-delete',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete fails when its port is gone already',
  story: 'The API expects the port that the owner brought to be there still.',
  turnsRed: ['LD-49'],
  change: (seams) => {
    const { deallocatePorts } = seams.compute.operations.localDelete;
    return novaSteps('localDelete', {
      deallocatePorts: async (context): Promise<Onward> => {
        const { nova, server } = context;
        const owned = server.ports.filter(({ origin }) => origin === 'existed before');
        for (const { id } of owned) await nova.network.portAsNova(id);
        return deallocatePorts(context);
      },
    })(seams);
  },
};
