import type { ServerGroupPolicy } from '../../api/compute/server-groups-client';
import type { PersonName } from '../../contract/person-names';
import type { HostAlias } from '../../parameter-types';
import { hostWord } from '../story/aliases';
import type { Scenario } from '../scenario';

/** Who makes a server so that it gets to its host: the owner, or the operator, who alone can name a host. */
export interface Place {
  readonly by: PersonName;
  readonly host?: string;
  readonly serverGroupId?: string;
}

/**
 * Where servers are put. A server takes whichever exclusive host it gets; those that shall lie together or apart are in a
 * server group of the owner's. On a host that the scenario has spoken of before, the operator makes them for the owner's project.
 */
export class Places {
  readonly #scenario: Scenario;
  #apart: string | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** The place of a number of servers that one step puts on the host. */
  async find(host: HostAlias, count: number): Promise<Place> {
    const { hosts } = this.#scenario;
    const bound = hosts.find(host);
    if (bound !== undefined) return { by: 'operator', host: bound };
    if (host.kind === 'the host') return count === 1 ? { by: 'owner' } : { by: 'owner', ...(await this.together()) };
    if (count > 1 || (this.#apart === undefined && hosts.bound().length > 0)) return this.#another(host);
    this.#apart ??= await this.#makeGroup('anti-affinity');
    return { by: 'owner', serverGroupId: this.#apart };
  }

  /** A new server group, by which its members lie on one host. */
  async together(): Promise<Pick<Place, 'serverGroupId'>> {
    return { serverGroupId: await this.#makeGroup('affinity') };
  }

  #another(host: HostAlias): Place {
    const { hosts, cloud } = this.#scenario;
    const free = cloud.hosts.find((each) => !hosts.bound().includes(each));
    if (free === undefined) {
      throw new Error(
        `${cloud.name} has no exclusive host left for ${hostWord(host)}; taken: ${hosts.bound().join(', ')}`,
      );
    }
    return { by: 'operator', host: free };
  }

  async #makeGroup(policy: ServerGroupPolicy): Promise<string> {
    const { run, id, people } = this.#scenario;
    const name = `ld-${run.name}-${id}-${policy}`;
    const entry = run.ledger.open(id, { kind: 'server group', name });
    const group = await people.person('owner').compute.serverGroups.create(name, policy);
    run.ledger.made(entry, group.id);
    return group.id;
  }
}
