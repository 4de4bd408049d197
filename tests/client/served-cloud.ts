import { once } from 'node:events';
import type { Release } from '../../support/contract/release';
import { fileOf, startStub } from '../clouds/stub-process';
import { OpenStack } from './openstack';

/** A cloud of `npm run stub`, and the client as two of its people. */
export interface ServedCloud {
  readonly owner: OpenStack;
  readonly operator: OpenStack;
  close(): Promise<void>;
}

/** Starts `npm run stub`. */
export async function serveCloud(release: Release): Promise<ServedCloud> {
  const stub = startStub('--release', release);
  const file = await fileOf(stub);
  const [owner, operator] = [new OpenStack(file, 'owner'), new OpenStack(file, 'operator')];
  return {
    owner,
    operator,
    close: async () => {
      await Promise.all([owner.close(), operator.close()]);
      stub.kill('SIGTERM');
      await once(stub, 'exit');
    },
  };
}
