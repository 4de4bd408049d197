import { authorize, findServer } from '../compute/api/requests';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1863009: Defect = {
  name: 'bug-1863009',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Ussuri' },
  title: 'the right to restore is checked against the wrong project',
  story: 'A restore looks for servers of every project, and asks whether the caller may restore those of his own.',
  turnsRed: ['LD-76'],
  change: novaSteps('restoreServer', {
    findServer: (context) => {
      const { call } = context;
      const id = call.req.param('server') ?? '';
      context.server = call.env.nova.store.lookUp(id)?.server ?? findServer(call);
      return 'go on';
    },
    authorize: ({ call }) => {
      authorize(call, 'os-deferred-delete:restore');
      return 'go on';
    },
  }),
};
