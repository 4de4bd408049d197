import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultRemovalOverlooksSoftDeleted: Defect = {
  name: 'fault-removal-overlooks-soft-deleted',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host is removed although it keeps a soft-deleted server',
  story: 'The removal of a compute service does not count soft-deleted servers.',
  turnsRed: ['LD-100.soft-deleted'],
  change: (seams) => {
    const { requireNoServers } = seams.compute.operations.removeCompute;
    return novaSteps('removeCompute', {
      requireNoServers: (context) => {
        const servers = context.nova.store.serversOn(context.service.host);
        return servers.every(({ vmState }) => vmState === 'soft-delete') ? 'go on' : requireNoServers(context);
      },
    })(seams);
  },
};
