import type { ServerGroupPolicy } from '../../api/compute/server-groups-client';
import type { PersonName } from '../../contract/person-names';
import type { HostAlias } from '../../parameter-types';
import { hostWord } from '../story/aliases';
import { Noun, type Story } from '../story/story';

/** Who makes a server so that it gets to its host: the owner, or the operator, who alone can name a host. */
export interface Place {
  readonly by: PersonName;
  readonly host?: string;
  readonly serverGroupId?: string;
}

/**
 * Where servers are put. A server takes whichever exclusive host it gets; those that shall lie together or apart are in a
 * server group of the owner's. On a host that the scenario has spoken of before, and where not all hosts may be disturbed, the
 * operator makes them for the owner's project, because nobody else can name a host.
 */
export class Places extends Noun<Story> {
  #apart: string | undefined;

  /** The place of a number of servers that one step puts on the host. */
  async find(host: HostAlias, count: number): Promise<Place> {
    const { knownHosts } = this.needs;
    const bound = knownHosts.find(host);
    if (bound !== undefined) return { by: 'operator', host: bound };
    if (this.#grounds().length < this.needs.cloud.hosts.length) return this.#another(host);
    if (host.kind === 'the host') return count === 1 ? { by: 'owner' } : { by: 'owner', ...(await this.together()) };
    if (count > 1 || (this.#apart === undefined && knownHosts.bound().length > 0)) return this.#another(host);
    this.#apart ??= await this.#makeGroup('anti-affinity');
    return { by: 'owner', serverGroupId: this.#apart };
  }

  /** A new server group, by which its members lie on one host. */
  async together(): Promise<Pick<Place, 'serverGroupId'>> {
    return { serverGroupId: await this.#makeGroup('affinity') };
  }

  /** Where servers may lie: a scenario may have to disturb its host, so the scheduler has no choice where some may not be. */
  #grounds(): readonly string[] {
    const { hosts, disrupt } = this.needs.cloud;
    return disrupt.size === 0 ? hosts : hosts.filter((host) => disrupt.has(host));
  }

  #another(host: HostAlias): Place {
    const { cloud, knownHosts } = this.needs;
    const free = this.#grounds().find((each) => !knownHosts.bound().includes(each));
    if (free === undefined) {
      throw new Error(
        `${cloud.name} has no exclusive host left for ${hostWord(host)}; taken: ${knownHosts.bound().join(', ')}`,
      );
    }
    return { by: 'operator', host: free };
  }

  #makeGroup(policy: ServerGroupPolicy): Promise<string> {
    const { page, people } = this.needs;
    const { serverGroups } = people.person('owner').compute;
    return page.make('server group', page.nameOf(policy), async (name) => (await serverGroups.create(name, policy)).id);
  }
}
