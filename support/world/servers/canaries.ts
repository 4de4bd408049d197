import { ExpectationFailed } from '../../books/expectation';
import { flavorAmounts } from '../../books/flavor';
import type { Canary, CanaryMaker } from '../hosts/leaks';
import { Noun, type Story } from '../story/story';
import type { ServerOrders } from './server-orders';

type Needs = Story & { readonly orders: ServerOrders };

const what = 'a server of the suite';

/** Servers of the owner's that are made for no scenario's story: what becomes of them tells of Nova's work. */
export class Canaries extends Noun<Needs> implements CanaryMaker {
  /** Makes one wherever there is room, and deletes it as soon as it is ACTIVE: what it leaves behind tells of a host's work. */
  async make(): Promise<Canary> {
    const { cloud, people, deadlines, eventually, orders } = this.needs;
    const uuid = await orders.request('canary', { by: 'owner' });
    const server = await orders.whenActive(uuid, what);
    const { servers } = people.person('owner').compute;
    await (cloud.settings.reclaimInstanceInterval > 0 ? servers.forceDelete(uuid) : servers.delete(uuid));
    const look = async (): Promise<void> => {
      const seen = await people.auditor.compute.servers.find(uuid);
      if (seen !== undefined) throw new ExpectationFailed(`it is ${seen.status}, task ${seen.taskState ?? 'none'}`);
    };
    await eventually(`${what} to be gone`, look, deadlines.deleteOnRunningHost);
    return { uuid, flavor: flavorAmounts(server) };
  }

  /** Makes one and waits, whatever becomes of it: what Nova was asked for before is over then. It goes with the scenario. */
  async follow(): Promise<void> {
    const { orders } = this.needs;
    await orders.whenBuilt(await orders.request('follower', { by: 'owner' }), what);
  }
}
