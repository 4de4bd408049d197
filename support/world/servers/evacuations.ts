import { flavorAmounts } from '../../books/flavor';
import { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import type { ComputeHosts } from '../hosts/compute-hosts';
import { Noun, type Story } from '../story/story';
import type { Moves } from './moves';
import type { UnheardMoves } from './unheard-moves';

type Needs = Story & { readonly hosts: ComputeHosts; readonly moves: Moves; readonly unheardMoves: UnheardMoves };

/** What a host writes down once it has built an evacuated server, or given up; and the conductor, when there is no host. */
const endings = ['compute_rebuild_instance', 'rebuild_server'] as const;

/** Servers that an operator has built anew elsewhere, because their host is down. */
export class Evacuations extends Noun<Needs> {
  /** Has the server evacuated to the host as that person, and waits until Nova has done so or given up. */
  async evacuate(person: PersonName, alias: ServerAlias, to: HostAlias, microversion?: string): Promise<void> {
    const { people, knownServers, knownHosts } = this.needs;
    const { uuid } = knownServers.find(alias);
    const { compute } = people.person(person);
    const host = this.needs.hosts.bindAnother(to);
    knownHosts.inUse.add(host);
    knownServers.noteChange(uuid);
    await (microversion === undefined ? compute : compute.at(microversion)).servers.evacuate(uuid, host);
    await this.#settle(alias);
  }

  /** The same as a Given: the server has to be on that host. */
  async have(alias: ServerAlias, to: HostAlias): Promise<void> {
    await this.evacuate('operator', alias, to);
    const { uuid, name } = this.needs.knownServers.find(alias);
    const wanted = this.needs.knownHosts.nameOf(to);
    const { status, host, fault } = await this.needs.people.background.compute.servers.get(uuid);
    if (host === wanted) return;
    throw failure({
      expected: `${name} (${shortId(uuid)}) was evacuated to ${wanted}`,
      seen: `Nova has given that up: it is ${status} on ${host ?? 'no host'}`,
      because: fault?.message,
    });
  }

  /** Has the server evacuated to whichever host has room as the operator, as a Given, and waits until Nova has given up. */
  async haveInVain(alias: ServerAlias): Promise<void> {
    const { people, knownServers } = this.needs;
    const { uuid } = knownServers.find(alias);
    knownServers.noteChange(uuid);
    await people.person('operator').compute.servers.evacuate(uuid);
    await this.#settle(alias);
  }

  /** Has the server evacuated to a host that does not hear of it: both hosts are claimed for it. */
  async begin(alias: ServerAlias, to: HostAlias): Promise<void> {
    const { people, moves, unheardMoves, knownServers } = this.needs;
    const known = knownServers.find(alias);
    const evacuate = (host: string): Promise<void> =>
      people.person('operator').compute.servers.evacuate(known.uuid, host);
    await unheardMoves.begin(known, to, { ask: evacuate, action: 'evacuate', event: 'rebuild_server' });
    await moves.learn(known);
  }

  async #settle(alias: ServerAlias): Promise<void> {
    const { deadlines, eventually, people, moves, knownServers } = this.needs;
    const known = knownServers.find(alias);
    await eventually(`${known.name} to be evacuated or not`, () => this.#expectOver(known.uuid), deadlines.build);
    await moves.learn(known);
    const server = await people.background.compute.servers.get(known.uuid);
    if (server.host !== undefined)
      knownServers.noteMove(known.uuid, { host: server.host, flavor: flavorAmounts(server) });
  }

  /** The host ends its event last; the conductor's, where it is a success, is only the way to it. */
  async #expectOver(uuid: string): Promise<void> {
    const { instanceActions } = this.needs.people.background.compute;
    const { events = [] } = (await instanceActions.newest(uuid, 'evacuate')) ?? {};
    const [onHost, inConductor] = endings.map((name) => events.find(({ event }) => event === name)?.result ?? null);
    if (onHost !== null || inConductor === 'Error') return;
    throw new ExpectationFailed(`its events are ${events.map(({ event }) => event).join(', ') || 'none'}`);
  }
}
