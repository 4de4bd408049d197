import type { CloudUnderTest } from '../../clouds/cloud';
import type { FreeingRequest } from '../../contract/cloud-control';
import type { Neighbour } from '../../contract/trouble';
import { Noun } from './noun';

interface Needs {
  readonly cloud: Pick<CloudUnderTest, 'control'>;
}

/** What Nova asked its neighbours to take away, on a cloud that can watch the paths between them. */
export class Freed extends Noun<Needs> {
  /** Nova's requests to the neighbour about the thing that came there, in order; undefined on a cloud that cannot tell. */
  async passed(neighbour: Neighbour, id: string): Promise<readonly FreeingRequest[] | undefined> {
    return about(neighbour, id, await this.needs.cloud.control.effects?.read());
  }

  /** Those that trouble on the path kept from it, which wanted to take something away as well. */
  async stopped(neighbour: Neighbour, id: string): Promise<readonly FreeingRequest[] | undefined> {
    return about(neighbour, id, await this.needs.cloud.control.effects?.stopped());
  }
}

function about(
  wanted: Neighbour,
  id: string,
  requests: readonly FreeingRequest[] | undefined,
): readonly FreeingRequest[] | undefined {
  return requests?.filter(({ neighbour, path }) => neighbour === wanted && path.endsWith(`/${id}`));
}
