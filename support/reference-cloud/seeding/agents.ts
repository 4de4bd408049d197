import { ApiClient } from '../../api/api-client';
import { inside, listOf, record, text } from '../../api/decode';
import type { Session } from '../../api/session';

/** A report of an agent that is older than this many milliseconds is sent again; it counts for 23 days. */
const REPORT_AGE = 24 * 3600 * 1000;

/** The agents of Neutron, which none but the making of a cloud asks for. */
class AgentsClient extends ApiClient {
  /** The host of each agent, and when it reported: ISO 8601 without a zone, in UTC; 200. */
  list(): Promise<readonly { readonly host: string; readonly reportedAt: string }[]> {
    return this.request({
      method: 'GET',
      route: '/v2.0/agents',
      expected: [200],
      reply: inside(
        'agents',
        listOf(record((read) => ({ host: read('host', text), reportedAt: read('heartbeat_timestamp', text) }))),
      ),
    });
  }
}

/** The hosts whose Open vSwitch agent has to report (again), for Neutron to bind ports there. */
export async function hostsWithoutAgent(session: Session, hosts: readonly string[]): Promise<string[]> {
  const agents = await new AgentsClient(session, 'network').list();
  const fresh = agents.filter(({ reportedAt }) => Date.now() - Date.parse(`${reportedAt}Z`) < REPORT_AGE);
  return hosts.filter((host) => !fresh.some((agent) => agent.host === host));
}
