import { CloudNotReady } from '../books/expectation';
import type { FailureControl } from '../clouds/cloud';
import type { HostReference, PersonName, ServerReference } from '../parameter-types';
import type { Scenario } from './scenario';

const builtByHost = 'compute__do_build_and_run_instance';

/** Hosts that fail, on a cloud with the capability `failing-host`. */
export class Failures {
  readonly #scenario: Scenario;
  #awaited: HostReference | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Lets the next build fail on its host; `host` means that one once somebody has made a server. */
  async failNextBuild(host: HostReference): Promise<void> {
    await this.#control().failNextBuild('whichever host');
    this.#awaited = host;
  }

  /** Lets the next build of each host fail. */
  async failNextBuildOfEach(): Promise<void> {
    await this.#control().failNextBuild('each host');
  }

  /** Makes a server as that person wherever Nova puts it, waits until it is built or given up, and says which host has failed. */
  async attempt(person: PersonName, reference: ServerReference): Promise<void> {
    const { servers, hosts } = this.#scenario;
    await servers.attempt(person, reference, {});
    if (this.#awaited === undefined) return;
    const { uuid, host, name } = servers.find(reference);
    const failed = (await this.#hostsThatBuilt(uuid)).find((each) => each !== host);
    if (failed === undefined)
      throw new CloudNotReady(`no host has failed to build ${name}: it is on ${host ?? 'no host'}`);
    hosts.bind(this.#awaited, failed);
    if (host !== undefined) hosts.bind(otherThan(this.#awaited), host);
  }

  async #hostsThatBuilt(uuid: string): Promise<readonly string[]> {
    const { instanceActions } = this.#scenario.people.auditor.compute;
    const create = (await instanceActions.list(uuid)).find(({ action }) => action === 'create');
    if (create === undefined) return [];
    const { events } = await instanceActions.get(uuid, create.requestId);
    return events.filter(({ event }) => event === builtByHost).flatMap(({ host }) => host ?? []);
  }

  #control(): FailureControl {
    const { failures } = this.#scenario.cloud.control;
    if (failures === undefined)
      throw new Error(`${this.#scenario.cloud.name} cannot let hosts fail: the scenario needs @failing-host`);
    return failures;
  }
}

function otherThan(host: HostReference): HostReference {
  return { kind: 'named', name: host.kind === 'named' && host.name === 'A' ? 'B' : 'A' };
}
