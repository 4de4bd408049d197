import { ComputeClient } from './compute-client';
import { IdentityClient } from './identity-client';
import { ImageClient } from './image-client';
import { NetworkClient } from './network-client';
import { PlacementClient } from './placement-client';
import type { Session } from './session';
import { VolumeClient } from './volume-client';

/** What a person holds of a cloud: a client for each API, all in one session. */
export class CloudClients {
  readonly session: Session;
  readonly identity: IdentityClient;
  readonly compute: ComputeClient;
  readonly placement: PlacementClient;
  readonly image: ImageClient;
  readonly network: NetworkClient;
  readonly volume: VolumeClient;

  constructor(session: Session) {
    this.session = session;
    this.identity = new IdentityClient(session);
    this.compute = new ComputeClient(session);
    this.placement = new PlacementClient(session);
    this.image = new ImageClient(session);
    this.network = new NetworkClient(session);
    this.volume = new VolumeClient(session);
  }

  /** Closes the session's connections. */
  close(): void {
    this.session.close();
  }
}
