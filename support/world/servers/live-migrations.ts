import type { Migration } from '../../api/compute/migrations-client';
import { ExpectationFailed } from '../../books/expectation';
import type { HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import { NoUseWaiting } from '../../waiting';
import type { ComputeHosts } from '../hosts/compute-hosts';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';
import type { Moves } from './moves';
import type { ServerCreation } from './server-creation';

type Needs = Story & { readonly hosts: ComputeHosts; readonly moves: Moves; readonly servers: ServerCreation };

/** What Nova writes down of a live migration that is over. */
const over: readonly string[] = ['completed', 'cancelled', 'failed', 'error'];

/** Servers that are sent to another host while their guests run. */
export class LiveMigrations extends Noun<Needs> {
  /** Makes a server on the source and has the operator send it to the destination; resolves while its guest is on its way. */
  async haveUnderWay(alias: ServerAlias, from: HostAlias, to: HostAlias): Promise<void> {
    const { deadlines, eventually, moves, servers, knownServers } = this.needs;
    await servers.create(alias, from);
    await this.#ask('operator', alias, to);
    const known = knownServers.find(alias);
    await eventually(`${known.name} to be on its way`, () => this.#expectRunning(known), deadlines.build);
    await moves.learn(known);
  }

  /** Asks for the server to be sent to that host as that person, and waits until it is there or has come back. */
  async migrate(person: PersonName, alias: ServerAlias, to: HostAlias): Promise<void> {
    await this.#ask(person, alias, to);
    await this.#untilOver(alias);
  }

  /** Aborts the live migration of the server as that person, and waits until its host has taken it back. */
  async abort(person: PersonName, alias: ServerAlias): Promise<void> {
    const { people, knownServers } = this.needs;
    const known = knownServers.find(alias);
    const { id } = await this.#newestOf(known);
    await people.person(person).compute.servers.abortMigration(known.uuid, id);
    await this.#untilOver(alias);
  }

  async #ask(person: PersonName, alias: ServerAlias, to: HostAlias): Promise<void> {
    const { hosts, people, knownHosts, knownServers } = this.needs;
    const { uuid } = knownServers.find(alias);
    const host = hosts.bindAnother(to);
    knownHosts.inUse.add(host);
    knownServers.noteChange(uuid);
    await people.person(person).compute.servers.migrateLive(uuid, host);
  }

  async #untilOver(alias: ServerAlias): Promise<void> {
    const { deadlines, eventually, moves, knownServers } = this.needs;
    const known = knownServers.find(alias);
    await eventually(`the live migration of ${known.name} to be over`, () => this.#expectOver(known), deadlines.build);
    await moves.learn(known);
  }

  async #expectRunning(known: KnownServer): Promise<void> {
    const { status } = await this.#newestOf(known);
    if (status === 'running') return;
    const message = `its live migration is ${status}`;
    throw over.includes(status) ? new NoUseWaiting(message) : new ExpectationFailed(message);
  }

  /** What is rolled back is marked as failed before it is done, and has nothing to do only afterwards. */
  async #expectOver(known: KnownServer): Promise<void> {
    const { status } = await this.#newestOf(known);
    const { taskState } = await this.needs.people.background.compute.servers.get(known.uuid);
    if (over.includes(status) && taskState === undefined) return;
    throw new ExpectationFailed(`it is ${status}, the server's task ${taskState ?? 'none'}`);
  }

  async #newestOf({ uuid, name }: KnownServer): Promise<Migration> {
    const [newest] = await this.needs.people.background.compute.migrations.list({ serverId: uuid });
    if (newest === undefined) throw new ExpectationFailed(`Nova lists no migration of ${name}`);
    return newest;
  }
}
