import type { BuildControl } from '../clouds/cloud';
import { ExpectationFailed } from '../books/expectation';
import { resourcesOf } from '../books/read';
import type { HostReference, ServerReference } from '../parameter-types';
import type { Scenario } from './scenario';

/** Builds that stand still at a certain point, on a cloud with the capability `held-build`. */
export class Builds {
  readonly #scenario: Scenario;
  #state: 'free' | 'held' = 'free';

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Makes a server whose build stands still as soon as its share of a host is claimed; `host` means that host from then on. */
  async hold(reference: ServerReference, host: HostReference): Promise<void> {
    const { leaks, servers } = this.#scenario;
    await leaks.prepareCanary();
    await this.#control().hold('claimed in Placement');
    this.#state = 'held';
    await servers.begin(reference, host, (uuid) => this.#hostClaimedFor(uuid));
  }

  /** Lets all builds go on. Does nothing when none is held. */
  async release(): Promise<void> {
    if (this.#state === 'free') return;
    this.#state = 'free';
    await this.#control().release();
  }

  async #hostClaimedFor(uuid: string): Promise<string> {
    const { people, books } = this.#scenario;
    const { allocations } = await people.auditor.placement.allocations.get(uuid);
    const [provider] = [...resourcesOf(allocations).keys()];
    if (provider === undefined) throw new ExpectationFailed('it holds nothing in Placement yet');
    return books.hostOf(provider);
  }

  #control(): BuildControl {
    const { builds } = this.#scenario.cloud.control;
    if (builds === undefined)
      throw new Error(`${this.#scenario.cloud.name} cannot hold builds: the scenario needs @held-build`);
    return builds;
  }
}
