import { ExpectationFailed } from '../../books/expectation';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import type { KnownServer } from '../story/notes';
import type { Scenario } from '../scenario';

/**
 * What a When has set going and its answer did not wait for. Until it is over everything still is as it was, so that a Then about
 * what stays is looked at afterwards.
 */
export class Aftermath {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /**
   * Lets a moment pass, and waits until every host that does what it is told has done so with the scenario's servers. A build that
   * stands still goes on only where its server is to be deleted.
   */
  async settle(): Promise<void> {
    const { cloud, notes, deadlines } = this.#scenario;
    await cloud.letTimePass();
    for (const server of notes.servers().filter((each) => this.#isInHand(each))) {
      if (server.progress === 'on its host') await this.#scenario.builds.release();
      const look = () => this.#expectAtRest(server);
      await this.#scenario.eventually(`${server.name} to be at rest`, look, deadlines.deleteOnRunningHost);
    }
  }

  /** The same, and where what a deleted server has left could be healed, its host has looked for such leaks once. */
  async outlastHealing(alias: ServerAlias): Promise<void> {
    const { servers, hosts, notes } = this.#scenario;
    await this.settle();
    for (const { uuid, host } of servers.findAll(alias)) {
      if (host === undefined || notes.deletionOf(uuid) === undefined) continue;
      if (await this.#holdsSomething(uuid)) await this.#awaitCheck(hosts.aliasOf(host));
    }
  }

  /** The same for what somebody holds on the host who is no server at all. */
  async outlastHealingOn(host: HostAlias): Promise<void> {
    await this.settle();
    await this.#awaitCheck(host);
  }

  /** True for a server that a host which does what it is told may be at work on. */
  #isInHand({ uuid, host, progress }: KnownServer): boolean {
    const { notes } = this.#scenario;
    if (host === undefined || !notes.isRunning(host)) return false;
    const deletion = notes.deletionOf(uuid);
    return deletion === undefined ? progress === undefined : deletion.hostWas === 'up';
  }

  /** A delete that was refused half way is nobody's work, although its task stays. */
  async #expectAtRest({ uuid, name, host }: KnownServer): Promise<void> {
    const { people, notes } = this.#scenario;
    const server = await people.background.compute.servers.find(uuid);
    if (server === undefined) return;
    const { status, taskState } = server;
    const isRefused = taskState === 'deleting' && notes.deletionOf(uuid) === undefined;
    if (isRefused || (taskState === undefined && status !== 'DELETED')) return;
    throw new ExpectationFailed(`${name} is ${status}, task ${taskState ?? 'none'}, and ${host ?? 'no host'} is at it`);
  }

  async #holdsSomething(uuid: string): Promise<boolean> {
    const { allocations } = await this.#scenario.people.background.placement.allocations.get(uuid);
    return Object.keys(allocations).length > 0;
  }

  async #awaitCheck(alias: HostAlias): Promise<void> {
    const { hosts, leaks, notes, paths } = this.#scenario;
    const host = hosts.nameOf(alias);
    const canHeal = notes.hasProcess(host) && !paths.isDisturbed('Placement');
    if (canHeal && !notes.hasChecked(host)) await leaks.expectPass(alias);
  }
}
