import type { Server } from '../compute/records';
import { together } from '../seams';
import type { Defect } from './defect';
import { novaRules, novaSteps } from './replace';

export const faultReturningHostForgetsDelete: Defect = {
  name: 'fault-returning-host-forgets-delete',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a host that returns forgets the deletes that wait for it',
  story:
    'The starting compute service takes away what its servers were doing, and then has nothing to delete any more.',
  turnsRed: ['LD-20.resumed'],
  alsoRed: ['LD-133.failed', 'LD-133.left', 'LD-133.removed'],
  change: (seams) => {
    const forgotten = new WeakSet<Server>();
    const { init } = seams.compute.rules;
    const { findRecord } = seams.compute.operations.terminate;
    return together(
      novaRules({
        init: {
          ...init,
          deleting: (server) => {
            if (server.taskState === 'deleting') {
              server.taskState = null;
              forgotten.add(server);
            }
            return 'leave alone';
          },
        },
      }),
      novaSteps('terminate', {
        findRecord: (context) => (forgotten.delete(context.server) ? 'stop' : findRecord(context)),
      }),
    )(seams);
  },
};
