import type { ServersClient } from '../../api/compute/servers-client';
import { flavorAmounts } from '../../books/flavor';
import { ExpectationFailed } from '../../books/expectation';
import { NoUseWaiting } from '../../waiting';
import type { HostAlias, MoveAct, PersonName, ServerAlias } from '../../parameter-types';
import type { KnownMove } from '../story/known-moves';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';
import type { ScenarioFlavors } from './scenario-flavors';
import type { ServerCreation } from './server-creation';
import type { UnheardMoves } from './unheard-moves';

type Needs = Story & {
  readonly flavors: ScenarioFlavors;
  readonly servers: ServerCreation;
  readonly unheardMoves: UnheardMoves;
};

/** Servers that are resized or migrated, and the migrations that hold their former places. */
export class Moves extends Noun<Needs> {
  /** Makes a server on the source, has its owner resize it, and waits until Nova asks for the owner's word; `to` means where it is then. */
  async haveResized(alias: ServerAlias, from: HostAlias, to: HostAlias): Promise<void> {
    await this.needs.servers.create(alias, from);
    await this.resize('owner', alias);
    await this.settle(alias, to);
  }

  /**
   * Makes a server on the source and has the operator send it to a host that does not hear of it, so that the server stays on its way,
   * counted on both hosts.
   */
  async haveMoving(alias: ServerAlias, from: HostAlias, to: HostAlias): Promise<void> {
    const { people, servers, unheardMoves, knownServers } = this.needs;
    await servers.create(alias, from);
    const known = knownServers.find(alias);
    const migrate = (host: string): Promise<void> =>
      people.person('operator').compute.servers.migrate(known.uuid, host);
    await unheardMoves.begin(known, to, { ask: migrate, action: 'migrate', event: 'conductor_migrate_server' });
    await this.learn(known);
  }

  /** Does what moves a server, or ends its move, as that person; the cloud may refuse it. */
  async act(person: PersonName, act: MoveAct, alias: ServerAlias): Promise<void> {
    switch (act) {
      case 'resizes':
        return this.resize(person, alias);
      case 'migrates':
        return this.migrate(person, alias);
      case 'confirms the resize of':
      case 'reverts the resize of':
        return this.end(person, alias, act);
    }
  }

  /** Asks for the server to be given a larger flavor, as that person. */
  async resize(person: PersonName, alias: ServerAlias): Promise<void> {
    const { flavors, people, knownServers } = this.needs;
    for (const { uuid } of knownServers.findAll(alias)) {
      const flavor = await flavors.makeLargerThan(uuid);
      knownServers.noteChange(uuid);
      await people.person(person).compute.servers.resize(uuid, flavor);
    }
  }

  /** Asks for the server to be sent to another host, as that person. */
  async migrate(person: PersonName, alias: ServerAlias): Promise<void> {
    const { people, knownServers } = this.needs;
    for (const { uuid } of knownServers.findAll(alias)) {
      knownServers.noteChange(uuid);
      await people.person(person).compute.servers.migrate(uuid);
    }
  }

  /** Confirms or reverts the resize of the server, as that person, and waits until the host that has the last of it to do has done it. */
  async end(person: PersonName, alias: ServerAlias, how: keyof typeof endings): Promise<void> {
    const { deadlines, eventually, people, knownServers, knownHosts } = this.needs;
    const known = knownServers.find(alias);
    const { uuid, name } = known;
    const { source } = await this.of(alias);
    await endings[how].request(people.person(person).compute.servers, uuid);
    if (!knownHosts.isRunning(source)) return;
    const look = (): Promise<void> => this.#expectEnded(uuid, endings[how]);
    await eventually(`${source} to have ended the resize of ${name}`, look, deadlines.build);
    await this.#follow(known);
  }

  /** Waits until the server waits for its owner's word on a new host, and learns of its migration; `to` means that host. */
  async settle(alias: ServerAlias, to?: HostAlias): Promise<void> {
    const { deadlines, eventually, knownServers, knownHosts } = this.needs;
    const known = knownServers.find(alias);
    await eventually(`${known.name} to be resized`, () => this.#expectResized(known), deadlines.build);
    await this.learn(known);
    const { host } = await this.#follow(known);
    if (to !== undefined) knownHosts.bind(to, host);
  }

  /** The newest move of the server, of which the suite learns now if it has not before. Throws when there is none. */
  async of(alias: ServerAlias): Promise<KnownMove> {
    const known = this.needs.knownServers.find(alias);
    const move = this.needs.knownMoves.of(known.uuid) ?? (await this.learn(known));
    if (move === undefined) throw new ExpectationFailed(`Nova lists no migration of ${known.name}`);
    return move;
  }

  /** Learns of the server's newest migration, and puts down that it may hold something; undefined when there is none. */
  async learn({ uuid, flavor }: KnownServer): Promise<KnownMove | undefined> {
    const { people, page, knownHosts, knownMoves } = this.needs;
    const [newest] = await people.background.compute.migrations.list({ serverId: uuid });
    if (newest === undefined || newest.sourceHost === null) return undefined;
    const known = knownMoves.byMigration(newest.uuid);
    if (known !== undefined) return known;
    page.open({ kind: 'placeholder', consumer: newest.uuid });
    const move = { server: uuid, migration: newest.uuid, source: newest.sourceHost, held: flavor };
    knownMoves.note(move);
    if (newest.destinationHost !== null) knownHosts.inUse.add(newest.destinationHost);
    return move;
  }

  /** Where the server is now, and with what flavor. */
  async #follow({ uuid, name }: KnownServer): Promise<{ readonly host: string }> {
    const { people, knownServers } = this.needs;
    const server = await people.background.compute.servers.get(uuid);
    if (server.host === undefined) throw new ExpectationFailed(`${name} is on no host`);
    const { host } = server;
    knownServers.noteMove(uuid, { host, flavor: flavorAmounts(server) });
    return { host };
  }

  /** The action's last event ends once all is done that belongs to it. */
  async #expectEnded(uuid: string, { action, event }: Settling): Promise<void> {
    const { events = [] } = (await this.needs.people.background.compute.instanceActions.newest(uuid, action)) ?? {};
    if (events.some((each) => each.event === event && each.result !== null)) return;
    throw new ExpectationFailed(`its events are ${events.map((each) => each.event).join(', ') || 'none'}`);
  }

  async #expectResized({ uuid, name }: KnownServer): Promise<void> {
    const server = await this.needs.people.auditor.compute.servers.get(uuid);
    const { status, taskState, fault } = server;
    if (status === 'VERIFY_RESIZE' && taskState === undefined) return;
    if (status === 'ERROR') throw new NoUseWaiting(`${name} is in ERROR: ${fault?.message ?? 'Nova does not say why'}`);
    throw new ExpectationFailed(`it is ${status}, task ${taskState ?? 'none'}`);
  }
}

/** How a resize is settled: what is asked for, and what Nova writes down when the source has done its part. */
interface Settling {
  readonly request: (servers: ServersClient, uuid: string) => Promise<void>;
  readonly action: string;
  readonly event: string;
}

const endings = {
  'confirms the resize of': {
    request: (servers, uuid) => servers.confirmResize(uuid),
    action: 'confirmResize',
    event: 'compute_confirm_resize',
  },
  'reverts the resize of': {
    request: (servers, uuid) => servers.revertResize(uuid),
    action: 'revertResize',
    event: 'compute_finish_revert_resize',
  },
} as const satisfies Readonly<Record<string, Settling>>;
