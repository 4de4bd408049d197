import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { amount, nullable, optional, record, text } from '../decode';
import type { Session } from '../session';

/** A move of a server. Its uuid is the consumer that holds the source's resources meanwhile. */
export interface Migration {
  /** By which it is aborted. */
  readonly id: number;
  readonly uuid: string;
  readonly serverId: string;
  readonly status: string;
  /** `migration`, `resize`, `live-migration` or `evacuation`. */
  readonly type: string;
  readonly sourceHost: string | null;
  readonly destinationHost: string | null;
  /** Undefined below microversion 2.80. */
  readonly projectId: string | undefined;
}

/** Which migrations to list. */
export interface MigrationFilter {
  readonly serverId?: string | undefined;
  readonly status?: string | undefined;
  /** Source or destination. */
  readonly host?: string | undefined;
  readonly type?: string | undefined;
}

/** Moves of servers: `/os-migrations`, for operators. Those of a deleted server are gone (reference D.2.2). */
export class MigrationsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** The migrations that fit, every page; 200. */
  list({ serverId, status, host, type }: MigrationFilter = {}): Promise<readonly Migration[]> {
    const query = { instance_uuid: serverId, status, host, migration_type: type };
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/os-migrations',
          query: { ...query, marker },
          expected: [200],
          reply: pageOf('migrations', migration),
        }),
      ({ uuid }) => uuid,
    );
  }
}

const migration: Decoder<Migration> = record((read) => ({
  id: read('id', amount),
  uuid: read('uuid', text),
  serverId: read('instance_uuid', text),
  status: read('status', text),
  type: read('migration_type', text),
  sourceHost: read('source_compute', nullable(text)),
  destinationHost: read('dest_compute', nullable(text)),
  projectId: read('project_id', optional(text)),
}));
