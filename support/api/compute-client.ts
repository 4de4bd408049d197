import { AggregatesClient } from './compute/aggregates-client';
import { FlavorsClient } from './compute/flavors-client';
import { HypervisorsClient } from './compute/hypervisors-client';
import { InstanceActionsClient } from './compute/instance-actions-client';
import { LimitsClient } from './compute/limits-client';
import { MigrationsClient } from './compute/migrations-client';
import { QuotaSetsClient } from './compute/quota-sets-client';
import { ServerGroupsClient } from './compute/server-groups-client';
import { ServersClient } from './compute/servers-client';
import { ServicesClient } from './compute/services-client';
import { VolumeAttachmentsClient } from './compute/volume-attachments-client';
import type { Session } from './session';
import { pinnedVersions } from './pinned-versions';

/** Nova as one person reaches it, with one client for each noun. */
export class ComputeClient {
  readonly servers: ServersClient;
  readonly instanceActions: InstanceActionsClient;
  readonly services: ServicesClient;
  readonly hypervisors: HypervisorsClient;
  readonly flavors: FlavorsClient;
  readonly aggregates: AggregatesClient;
  readonly serverGroups: ServerGroupsClient;
  readonly limits: LimitsClient;
  readonly quotaSets: QuotaSetsClient;
  readonly migrations: MigrationsClient;
  readonly volumeAttachments: VolumeAttachmentsClient;
  readonly #session: Session;

  constructor(session: Session, version: string = pinnedVersions.compute) {
    this.#session = session;
    this.servers = new ServersClient(session, version);
    this.instanceActions = new InstanceActionsClient(session, version);
    this.services = new ServicesClient(session, version);
    this.hypervisors = new HypervisorsClient(session, version);
    this.flavors = new FlavorsClient(session, version);
    this.aggregates = new AggregatesClient(session, version);
    this.serverGroups = new ServerGroupsClient(session, version);
    this.limits = new LimitsClient(session, version);
    this.quotaSets = new QuotaSetsClient(session, version);
    this.migrations = new MigrationsClient(session, version);
    this.volumeAttachments = new VolumeAttachmentsClient(session, version);
  }

  /** The same person's Nova at another microversion, like `2.10`. */
  at(version: string): ComputeClient {
    return new ComputeClient(this.#session, version);
  }
}
