import { confirmOnDelete } from '../compute/moves/confirm-on-delete';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1712480: Defect = {
  name: 'bug-1712480',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Stein' },
  title: 'a soft delete fails while a resize is not confirmed',
  story: 'A soft delete that confirms the resize does not say again what it is about, and the host refuses it.',
  turnsRed: ['LD-77'],
  change: novaSteps('deleteServer', {
    confirmResize: async ({ nova, request, server }): Promise<Onward> => {
      if (server.vmState === 'resized') await confirmOnDelete(nova, request, server);
      return 'go on';
    },
  }),
};
