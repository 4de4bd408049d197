import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { inside, listOf, nothing, optional, record, text } from '../decode';
import type { Session } from '../session';

/** How the members of a server group lie on hosts: together or apart. */
export type ServerGroupPolicy = 'affinity' | 'anti-affinity' | 'soft-affinity' | 'soft-anti-affinity';

/** Servers that are to lie together or apart. */
export interface ServerGroup {
  readonly id: string;
  readonly name: string;
  /** Undefined below microversion 2.64. */
  readonly policy: string | undefined;
  /** Ids of servers. */
  readonly members: readonly string[];
}

/** Server groups: `/os-server-groups`, with one policy each (microversion 2.64). */
export class ServerGroupsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** The groups of the person's project; 200. */
  list(): Promise<readonly ServerGroup[]> {
    return this.request({
      method: 'GET',
      route: '/os-server-groups',
      expected: [200],
      reply: inside('server_groups', listOf(group)),
    });
  }

  /** Makes a group without members; 200. */
  create(name: string, policy: ServerGroupPolicy): Promise<ServerGroup> {
    return this.request({
      method: 'POST',
      route: '/os-server-groups',
      body: { server_group: { name, policy } },
      expected: [200],
      reply: inside('server_group', group),
    });
  }

  /** Deletes the group, not its members; 204. */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/os-server-groups/{group}',
      params: { group: id },
      expected: [204],
      reply: nothing,
    });
  }
}

const group: Decoder<ServerGroup> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  policy: read('policy', optional(text)),
  members: read('members', listOf(text)),
}));
