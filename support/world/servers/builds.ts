import type { HoldPoint } from '../../contract/cloud-control';
import { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import { resourcesOf } from '../../books/read';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import type { Leaks } from '../hosts/leaks';
import { Noun, type Story } from '../story/story';
import type { Canaries } from './canaries';
import type { BuildHolds } from './build-holds';
import type { ScenarioFlavors } from './scenario-flavors';
import type { ServerCreation } from './server-creation';
import type { Outfit, ServerOrders } from './server-orders';
import type { ServerStates } from './server-states';

type Needs = Story & {
  readonly canaries: Canaries;
  readonly flavors: ScenarioFlavors;
  readonly buildHolds: BuildHolds;
  readonly leaks: Leaks;
  readonly orders: ServerOrders;
  readonly servers: ServerCreation;
  readonly states: ServerStates;
};

/** The points at which a share of a host is claimed. */
export type HeldOnHost = Exclude<HoldPoint, 'waiting for a host'>;

/** Servers whose builds are not over, and those whose builds come to nothing. */
export class Builds extends Noun<Needs> {
  readonly #running = new Set<string>();
  readonly #onlyClaimed = new Set<string>();

  /** Makes a server for which no host has room, as the operator, and sees that Nova has found none. */
  async haveTooLarge(alias: ServerAlias, outfit: Outfit = {}): Promise<void> {
    const { flavors, servers, states } = this.needs;
    await servers.attempt('operator', alias, { ...outfit, flavorId: await flavors.makeTooLarge() });
    await states.expectState(alias, 'in error because no host could take it');
  }

  /** Makes a server whose build stands still at the point, where a host is chosen already; `host` means that one from then on. */
  async hold(alias: ServerAlias, host: HostAlias, point: HeldOnHost, outfit?: Outfit): Promise<void> {
    const { buildHolds, leaks, servers, steps, knownServers } = this.needs;
    if (steps.some((text) => /checks? its allocations|checked its allocations/.test(text))) await leaks.prepareCanary();
    await buildHolds.holdAt(point);
    const progress = point === 'claimed by the host' ? 'on its host' : 'on no host yet';
    await servers.begin(alias, host, { hostOf: (uuid) => this.#hostOf(uuid, point), progress }, outfit);
    if (point === 'claimed by the scheduler') this.#onlyClaimed.add(knownServers.find(alias).uuid);
  }

  /**
   * A server that had but a claim was deleted: its build goes on, and Nova gives it up and what was claimed for it. Resolves once that
   * is over, for a server that was asked for afterwards has been dealt with, too (reference A.4, D11).
   */
  async afterDeleteOf(uuid: string): Promise<void> {
    if (!this.#onlyClaimed.delete(uuid)) return;
    const { canaries, buildHolds, transcript } = this.needs;
    await buildHolds.release();
    await transcript.aside(() => canaries.follow());
  }

  /** Makes a server that waits for a host: its build stands still where the cloud can hold it, and goes on elsewhere. */
  async wait(alias: ServerAlias): Promise<void> {
    const { cloud, buildHolds, servers } = this.needs;
    if (cloud.control.builds !== undefined) await buildHolds.holdAt('waiting for a host');
    const uuid = await servers.beginWaiting(alias);
    if (!buildHolds.areHeld()) this.#running.add(uuid);
  }

  /** True for a server that was waiting for a host when it was made, and may have found one since. */
  mayHaveGoneOn(uuid: string): boolean {
    return this.#running.has(uuid);
  }

  /**
   * Lets all builds go on, and waits until those are over whose server nobody has deleted: deleted in the middle of them, Nova would
   * still be at work on it when the scenario has been cleaned up. What is not over in time goes with its server.
   */
  async end(): Promise<void> {
    const { deadlines, eventually, buildHolds, knownServers } = this.needs;
    if (!buildHolds.areHeld()) return;
    await buildHolds.release();
    for (const { uuid, name } of knownServers.all().filter((server) => knownServers.isLeftAlone(server.uuid))) {
      const look = () => this.#expectOver(uuid);
      await eventually(`the build of ${name} to be over`, look, deadlines.build).catch((error: unknown) => {
        if (!(error instanceof ExpectationFailed)) throw error;
      });
    }
  }

  /**
   * Lets the host fail to build the server, whose build is held there, and waits until another host has built it or Nova has given up;
   * the other host is then known by the other letter.
   */
  async fail(alias: ServerAlias, host: HostAlias): Promise<void> {
    const { deadlines, eventually, buildHolds, knownServers, knownHosts, orders } = this.needs;
    const { uuid, name, host: builder, progress } = knownServers.find(alias);
    const where = knownHosts.nameOf(host);
    if (!buildHolds.areHeld() || builder !== where || progress !== 'on its host') {
      throw new Error(`no step has said that ${name} is being built on ${where}`);
    }
    const look = () => this.#expectNothingOn(where, uuid);
    await buildHolds.fail(() => eventually(`${where} to have failed to build ${name}`, look, deadlines.build));
    const built = await orders.whenBuilt(uuid, name);
    knownServers.noteBuilt(uuid, built);
    if (built.host !== undefined) knownHosts.bind(otherThan(host), built.host);
  }

  /** True when no cell has ever known the server: its history would be there after its end too (reference A.7, D11). */
  async neverCameToACell(uuid: string): Promise<boolean> {
    const { instanceActions } = this.needs.people.auditor.compute;
    return (await instanceActions.find(uuid)) === undefined;
  }

  /**
   * Expects Nova to have given up the build of a server that was deleted before it had a host. It goes on if it was held; by the
   * time that a server which was asked for afterwards has come and gone, this one would be in a cell.
   */
  async expectDropped(alias: ServerAlias): Promise<void> {
    const { canaries, buildHolds, people, transcript, knownServers, verifications } = this.needs;
    const { uuid, name } = knownServers.find(alias);
    const last = transcript.lastChange();
    await buildHolds.release();
    await transcript.aside(() => canaries.make());
    verifications.note();
    if (await this.neverCameToACell(uuid)) return;
    const server = await people.auditor.compute.servers.find(uuid);
    throw failure({
      expected: `${name} (${shortId(uuid)}) without history: no cell ever came to know it`,
      seen: server === undefined ? 'it has one, and answers 404' : `it is ${server.status}`,
      last,
      likely: 'the build went on although the server was deleted (bug 1660878)',
    });
  }

  async #expectOver(uuid: string): Promise<void> {
    const server = await this.needs.people.background.compute.servers.find(uuid);
    if (server?.status === 'BUILD') throw new ExpectationFailed(`it is BUILD, task ${server.taskState ?? 'none'}`);
  }

  async #expectNothingOn(host: string, uuid: string): Promise<void> {
    const { people, books } = this.needs;
    const provider = await books.providerOf(host);
    const { allocations } = await people.background.placement.allocations.get(uuid);
    if (provider in allocations) throw new ExpectationFailed(`it still holds its share of ${host}`);
  }

  async #hostOf(uuid: string, point: HeldOnHost): Promise<string> {
    if (point === 'claimed by the host') return this.#hostBuilding(uuid);
    const host = await this.#hostClaimedFor(uuid);
    // The claim comes before the server's record in a cell, and the message to its host after it.
    if (point === 'claimed in Placement' && (await this.neverCameToACell(uuid))) {
      throw new ExpectationFailed(`it holds its share of ${host}, and no cell knows it yet`);
    }
    return host;
  }

  /** What else the server looks like by then is a matter of the moment, and so no part of the story. */
  async #hostBuilding(uuid: string): Promise<string> {
    const { host, status } = await this.needs.people.background.compute.servers.get(uuid);
    if (host === undefined) throw new ExpectationFailed(`it is ${status}, on no host`);
    return host;
  }

  async #hostClaimedFor(uuid: string): Promise<string> {
    const { people, books } = this.needs;
    const { allocations } = await people.auditor.placement.allocations.get(uuid);
    const [provider] = [...resourcesOf(allocations).keys()];
    if (provider === undefined) throw new ExpectationFailed('it holds nothing in Placement yet');
    return books.hostOf(provider);
  }
}

function otherThan(host: HostAlias): HostAlias {
  return { kind: 'named', name: host.kind === 'named' && host.name === 'A' ? 'B' : 'A' };
}
