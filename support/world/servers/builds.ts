import type { BuildControl, HoldPoint } from '../../contract/cloud-control';
import { ExpectationFailed } from '../../books/expectation';
import { resourcesOf } from '../../books/read';
import { shortId, tellFindings } from '../../books/findings';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import type { Outfit } from './server-creation';
import type { Scenario } from '../scenario';

/** Builds in the middle: on a cloud with the capability `held-build` they stand still there. */
export class Builds {
  readonly #scenario: Scenario;
  readonly #running = new Set<string>();
  readonly #onlyClaimed = new Set<string>();
  #state: 'free' | 'held' = 'free';

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Makes a server whose build stands still at the point, where a host is chosen already; `host` means that one from then on. */
  async hold(alias: ServerAlias, host: HostAlias, point: HeldOnHost, outfit?: Outfit): Promise<void> {
    const { leaks, servers, steps } = this.#scenario;
    if (steps.some((text) => /checks? its allocations|checked its allocations/.test(text))) await leaks.prepareCanary();
    await this.#holdAt(point);
    const progress = point === 'claimed by the host' ? 'on its host' : 'on no host yet';
    await servers.begin(alias, host, { hostOf: (uuid) => this.#hostOf(uuid, point), progress }, outfit);
    if (point === 'claimed by the scheduler') this.#onlyClaimed.add(servers.find(alias).uuid);
  }

  /**
   * A server that had but a claim was deleted: its build goes on, and Nova gives it up and what was claimed for it. Resolves once that
   * is over, for a server that was asked for afterwards has been dealt with, too (reference A.4, D11).
   */
  async afterDeleteOf(uuid: string): Promise<void> {
    if (!this.#onlyClaimed.delete(uuid)) return;
    const { servers, transcript } = this.#scenario;
    await this.release();
    await transcript.aside(() => servers.makeFollower());
  }

  /** Makes a server that waits for a host: its build stands still where the cloud can hold it, and goes on elsewhere. */
  async wait(alias: ServerAlias): Promise<void> {
    const { cloud, servers } = this.#scenario;
    if (cloud.control.builds !== undefined) await this.#holdAt('waiting for a host');
    const uuid = await servers.beginWaiting(alias);
    if (this.#state === 'free') this.#running.add(uuid);
  }

  /** True for a server that was waiting for a host when it was made, and may have found one since. */
  mayHaveGoneOn(uuid: string): boolean {
    return this.#running.has(uuid);
  }

  /** Lets all builds go on. Does nothing when none is held. */
  async release(): Promise<void> {
    if (this.#state === 'free') return;
    this.#state = 'free';
    await this.#control().release();
  }

  /**
   * Lets all builds go on, and waits until those are over whose server nobody has deleted: deleted in the middle of them, Nova would
   * still be at work on it when the scenario has been cleaned up. What is not over in time goes with its server.
   */
  async end(): Promise<void> {
    if (this.#state === 'free') return;
    await this.release();
    const { notes, deadlines } = this.#scenario;
    for (const { uuid, name } of notes.servers().filter((server) => notes.isLeftAlone(server.uuid))) {
      const look = () => this.#expectOver(uuid);
      await this.#scenario
        .eventually(`the build of ${name} to be over`, look, deadlines.build)
        .catch((error: unknown) => {
          if (!(error instanceof ExpectationFailed)) throw error;
        });
    }
  }

  /**
   * Lets the host fail to build the server, whose build is held there, and waits until another host has built it or Nova has given up;
   * the other host is then known by the other letter.
   */
  async fail(alias: ServerAlias, host: HostAlias): Promise<void> {
    const { servers, hosts, notes, deadlines } = this.#scenario;
    const { uuid, name } = servers.find(alias);
    const where = hosts.nameOf(host);
    if (!this.#isHeldOn(where, uuid)) throw new Error(`no step has said that ${name} is being built on ${where}`);
    this.#state = 'free';
    const look = () => this.#expectNothingOn(where, uuid);
    await this.#control().fail(() =>
      this.#scenario.eventually(`${where} to have failed to build ${name}`, look, deadlines.build),
    );
    const built = await servers.whenBuilt(uuid, name);
    notes.noteBuilt(uuid, built);
    if (built.host !== undefined) hosts.bind(otherThan(host), built.host);
  }

  /** True when no cell has ever known the server: its history would be there after its end too (reference A.7, D11). */
  async neverCameToACell(uuid: string): Promise<boolean> {
    const { instanceActions } = this.#scenario.people.auditor.compute;
    return (await instanceActions.find(uuid)) === undefined;
  }

  /**
   * Expects Nova to have given up the build of a server that was deleted before it had a host. It goes on if it was held; by the
   * time that a server which was asked for afterwards has come and gone, this one would be in a cell.
   */
  async expectDropped(alias: ServerAlias): Promise<void> {
    const { servers, notes, transcript } = this.#scenario;
    const { uuid, name } = servers.find(alias);
    const last = transcript.lastChange();
    await this.release();
    await transcript.aside(() => servers.makeCanary());
    notes.noteVerification();
    if (await this.neverCameToACell(uuid)) return;
    const server = await this.#scenario.people.auditor.compute.servers.find(uuid);
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `${name} (${shortId(uuid)}) without history: no cell ever came to know it` },
        { label: 'seen', text: server === undefined ? 'it has one, and answers 404' : `it is ${server.status}` },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        { label: 'likely', text: 'the build went on although the server was deleted (bug 1660878)' },
      ]),
    );
  }

  async #holdAt(point: HoldPoint): Promise<void> {
    const { guard, run, id } = this.#scenario;
    const control = this.#control();
    for (const neighbour of control.paths) {
      await guard.beforeDisturbingPath(neighbour);
      // It stays open until the clean-up, for the path may be disturbed as well.
      run.ledger.open(id, { kind: 'path', neighbour });
    }
    await control.hold(point);
    this.#state = 'held';
  }

  async #expectOver(uuid: string): Promise<void> {
    const server = await this.#scenario.people.background.compute.servers.find(uuid);
    if (server?.status === 'BUILD') throw new ExpectationFailed(`it is BUILD, task ${server.taskState ?? 'none'}`);
  }

  #isHeldOn(host: string, uuid: string): boolean {
    const server = this.#scenario.notes.servers().find((each) => each.uuid === uuid);
    return this.#state === 'held' && server?.host === host && server.progress === 'on its host';
  }

  async #expectNothingOn(host: string, uuid: string): Promise<void> {
    const { people, books } = this.#scenario;
    const provider = await books.providerOf(host);
    const { allocations } = await people.background.placement.allocations.get(uuid);
    if (provider in allocations) throw new ExpectationFailed(`it still holds its share of ${host}`);
  }

  async #hostOf(uuid: string, point: HeldOnHost): Promise<string> {
    return point === 'claimed by the host' ? this.#hostBuilding(uuid) : this.#hostClaimedFor(uuid);
  }

  /** What else the server looks like by then is a matter of the moment, and so no part of the story. */
  async #hostBuilding(uuid: string): Promise<string> {
    const { host, status } = await this.#scenario.people.background.compute.servers.get(uuid);
    if (host === undefined) throw new ExpectationFailed(`it is ${status}, on no host`);
    return host;
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

function otherThan(host: HostAlias): HostAlias {
  return { kind: 'named', name: host.kind === 'named' && host.name === 'A' ? 'B' : 'A' };
}

/** The points at which a share of a host is claimed. */
export type HeldOnHost = Exclude<HoldPoint, 'waiting for a host'>;
