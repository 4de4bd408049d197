import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSecondDeleteIgnoredOnDownHost: Defect = {
  name: 'fault-second-delete-ignored-on-down-host',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a second delete is ignored although the host counts as down now',
  story: 'The API asks whether the server is being deleted before it asks for the host.',
  turnsRed: ['LD-21'],
  alsoRed: ['LD-38.again', 'LD-40.again', 'LD-48.again', 'LD-74.busy'],
  change: (seams) => {
    const { castToHost } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      castToHost: (context) =>
        seams.compute.rules.isBeingDeleted(context.originalTaskState) ? 'stop' : castToHost(context),
    })(seams);
  },
};
