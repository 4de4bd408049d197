import { isUp } from '../compute/service-group';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRestoredWithoutHost: Defect = {
  name: 'fault-restored-without-host',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the API restores a server whose host is down',
  story: 'A restore looks whether the host is up, and writes the server down as running where it is not.',
  turnsRed: ['LD-130.waiting'],
  alsoRed: ['LD-130.restored'],
  change: (seams) => {
    const { restore } = seams.compute.operations.restoreServer;
    return novaSteps('restoreServer', {
      restore: (context) => {
        const { server, call } = context;
        const { nova } = call.env;
        if (server?.host === null || server === undefined) return 'stop';
        if (isUp(nova, nova.store.computeService(server.host))) return restore(context);
        Object.assign(server, { vmState: 'active', taskState: null, softDeletedAt: null });
        return 'stop';
      },
    })(seams);
  },
};
