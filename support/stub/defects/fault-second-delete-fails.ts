import { NovaException } from '../compute/exceptions';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultSecondDeleteFails: Defect = {
  name: 'fault-second-delete-fails',
  origin: { kind: 'single fault', tier: 2 },
  title: 'deleting a server that was deleted before ends in an error of the server',
  story: 'The API does not expect a record that is marked as deleted.',
  turnsRed: ['LD-112.twice'],
  change: (seams) => {
    const { findServer } = seams.compute.operations.answerDelete;
    return novaSteps('answerDelete', {
      findServer: (context) => {
        const { nova } = context.call.env;
        const record = nova.store.servers.get(context.call.req.param('server') ?? '');
        if (record === undefined || record.deletedAt === null) return findServer(context);
        throw new NovaException('AttributeError', "'NoneType' object has no attribute 'host'");
      },
    })(seams);
  },
};
