import { ExpectationFailed } from '../../books/expectation';
import { holdsSomething } from '../../books/read';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import type { KnownServer } from '../story/known-servers';
import type { BuildHolds } from './build-holds';
import type { Leaks } from '../hosts/leaks';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly buildHolds: BuildHolds; readonly leaks: Leaks };

/**
 * What a When has set going and its answer did not wait for. Until it is over everything still is as it was, so that a Then about
 * what stays is looked at afterwards.
 */
export class Aftermath extends Noun<Needs> {
  /**
   * Lets a moment pass, and waits until every host that does what it is told has done so with the scenario's servers. A build that
   * stands still goes on only where its server is to be deleted.
   */
  async settle(): Promise<void> {
    const { cloud, deadlines, buildHolds, knownServers } = this.needs;
    await cloud.letTimePass();
    for (const server of knownServers.all().filter((each) => this.#isInHand(each))) {
      if (server.progress === 'on its host') await buildHolds.release();
      const look = () => this.#expectAtRest(server);
      await this.needs.eventually(`${server.name} to be at rest`, look, deadlines.deleteOnRunningHost);
    }
  }

  /** The same, and where what a deleted server has left could be healed, its host has looked for such leaks once. */
  async outlastHealing(alias: ServerAlias): Promise<void> {
    const { people, knownServers, knownHosts } = this.needs;
    await this.settle();
    for (const { uuid, host } of knownServers.findAll(alias)) {
      if (host === undefined || knownServers.deletionOf(uuid) === undefined) continue;
      if (await holdsSomething(people.background, uuid)) await this.#awaitCheck(knownHosts.aliasOf(host));
    }
  }

  /** The same for what somebody holds on the host who is no server at all. */
  async outlastHealingOn(host: HostAlias): Promise<void> {
    await this.settle();
    await this.#awaitCheck(host);
  }

  /** True for a server that a host which does what it is told may be at work on. */
  #isInHand({ uuid, host, progress }: KnownServer): boolean {
    const { knownServers, knownHosts } = this.needs;
    if (host === undefined || !knownHosts.isRunning(host)) return false;
    const deletion = knownServers.deletionOf(uuid);
    return deletion === undefined ? progress === undefined : deletion.hostWas === 'up';
  }

  /** A delete that was refused half way is nobody's work, although its task stays. */
  async #expectAtRest({ uuid, name, host }: KnownServer): Promise<void> {
    const { people, knownServers } = this.needs;
    const server = await people.background.compute.servers.find(uuid);
    if (server === undefined) return;
    const { status, taskState } = server;
    const isRefused = taskState === 'deleting' && knownServers.deletionOf(uuid) === undefined;
    if (isRefused || (taskState === undefined && status !== 'DELETED')) return;
    throw new ExpectationFailed(`${name} is ${status}, task ${taskState ?? 'none'}, and ${host ?? 'no host'} is at it`);
  }

  async #awaitCheck(alias: HostAlias): Promise<void> {
    const { leaks, troubles, knownHosts } = this.needs;
    const host = knownHosts.nameOf(alias);
    const canHeal = knownHosts.hasProcess(host) && !troubles.isOn('Placement');
    if (canHeal && !knownHosts.checked.has(host)) await leaks.expectPass(alias);
  }
}
