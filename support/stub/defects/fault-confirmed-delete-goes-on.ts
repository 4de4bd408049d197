import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultConfirmedDeleteGoesOn: Defect = {
  name: 'fault-confirmed-delete-goes-on',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a delete that was marked before goes on once its resize is confirmed',
  story: 'The API looks at the task that the server has after the confirm, and not at that of its first look.',
  turnsRed: ['LD-80.confirmed'],
  change: (seams) => {
    const { castToHost } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      castToHost: (context) =>
        castToHost(context.server.taskState === null ? { ...context, originalTaskState: null } : context),
    })(seams);
  },
};
