import { findServer } from '../compute/api/requests';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRestoreOfDestroyed: Defect = {
  name: 'fault-restore-of-destroyed',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a restore finds servers that are gone for good',
  story: 'A restore looks among deleted records too, and takes a soft delete that was final for one that was not.',
  turnsRed: ['LD-70.unrestorable'],
  alsoRed: ['LD-76'],
  change: novaSteps('restoreServer', {
    findServer: (context) => {
      const { call } = context;
      context.server = call.env.nova.store.servers.get(call.req.param('server') ?? '') ?? findServer(call);
      return 'go on';
    },
  }),
};
