import type { Server } from '../../api/compute/server-decoder';
import type { ExpectationFailed } from '../../books/expectation';
import { failure, finding } from '../../books/failure-findings';
import { shortId, type Finding } from '../../books/finding-lines';
import type { HostStatus, PersonName, ServerAlias, ServerState } from '../../parameter-types';
import { NoUseWaiting } from '../../waiting';
import type { HostUsages } from '../placement/host-usages';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';
import type { Aftermath } from './aftermath';
import type { BuildHolds } from './build-holds';

type Needs = Story & { readonly aftermath: Aftermath; readonly buildHolds: BuildHolds; readonly usages: HostUsages };

/** What has become of the servers, as Nova shows it. */
export class ServerStates extends Noun<Needs> {
  readonly #read = new Map<string, Server>();

  /** Reads the server as that person, for the steps that speak of what was read. */
  async read(person: PersonName, alias: ServerAlias): Promise<void> {
    const { uuid } = this.needs.knownServers.find(alias);
    this.#read.set(uuid, await this.needs.people.person(person).compute.servers.get(uuid));
  }

  /** Expects the server, as it was read last, to show its host in that word. */
  expectHostStatus(alias: ServerAlias, status: HostStatus): void {
    const { knownServers, transcript, verifications } = this.needs;
    const { uuid, name } = knownServers.find(alias);
    const read = this.#read.get(uuid);
    if (read === undefined) throw new Error(`no step has read ${name}`);
    verifications.note();
    if (read.hostStatus === status) return;
    throw failure({
      expected: `${name} (${shortId(uuid)}) shows its host ${read.host ?? ''} as ${status}`,
      seen: read.hostStatus ?? 'it does not show how its host is',
      last: transcript.lastChange(),
    });
  }

  /**
   * Expects the servers to answer 404. A local delete is over when it is answered, so the first look counts (reference A.2);
   * a host that is up takes its time, and is waited for.
   */
  async expectGone(alias: ServerAlias): Promise<void> {
    const { knownServers, verifications } = this.needs;
    for (const server of knownServers.findAll(alias)) {
      if (knownServers.deletionOf(server.uuid)?.hostWas === 'down') await this.#lookWhetherGone(server);
      else await this.#untilGone(server);
      verifications.note();
    }
  }

  /** Expects the servers to answer 404 at the first look, whoever had to delete them. */
  async expectGoneAtOnce(alias: ServerAlias): Promise<void> {
    const { knownServers, verifications } = this.needs;
    for (const server of knownServers.findAll(alias)) {
      await this.#lookWhetherGone(server);
      verifications.note();
    }
  }

  /**
   * Expects the servers to be in that state at the first look; what a host still has to do is waited for, and so is what would end
   * a mark that is to stay, or a server that somebody has asked to go.
   */
  async expectState(alias: ServerAlias, state: ServerState): Promise<void> {
    const { aftermath, deadlines, eventually, knownServers, verifications } = this.needs;
    const isAsked = knownServers.findAll(alias).some(({ uuid }) => knownServers.deletionOf(uuid) !== undefined);
    if (state === 'marked for deletion' || isAsked) await aftermath.settle();
    for (const known of knownServers.findAll(alias)) {
      const look = (): Promise<void> => this.#lookWhether(state, known);
      const within = state === 'running' && knownServers.returning.has(known.uuid) ? 'build' : laterStates[state];
      if (within === undefined) await look();
      else await eventually(`${known.name} to be ${state}`, look, deadlines[within]);
      verifications.note();
    }
  }

  async #lookWhether(state: ServerState, known: KnownServer): Promise<void> {
    const { people, usages } = this.needs;
    const server = await people.auditor.compute.servers.find(known.uuid);
    if (server !== undefined && isIn[state](server)) return;
    if (server === undefined) throw new NoUseWaiting(this.#notAsExpected(known, looksOf[state], server).message);
    const inTheWay = server.status === 'ERROR' ? await usages.leftByDeleted() : [];
    throw this.#notAsExpected(known, looksOf[state], server, inTheWay);
  }

  /** A host that builds a server notices its delete no sooner than the build goes on. */
  async #untilGone(server: KnownServer): Promise<void> {
    const { buildHolds, deadlines, eventually } = this.needs;
    await buildHolds.release();
    await eventually(`${server.name} to be gone`, () => this.#lookWhetherGone(server), deadlines.deleteOnRunningHost);
  }

  async #lookWhetherGone(known: KnownServer): Promise<void> {
    const { people, knownServers } = this.needs;
    const server = await people.auditor.compute.servers.find(known.uuid);
    if (server !== undefined) throw this.#notAsExpected(known, 'answers 404', server, await this.#whyThere(known));
    knownServers.gone.add(known.uuid);
  }

  async #whyThere(known: KnownServer): Promise<readonly Finding[]> {
    return finding('likely', (await this.needs.evidence.causeOfDelay(known))?.words);
  }

  #notAsExpected(
    { name, uuid }: KnownServer,
    expected: string,
    seen: Server | undefined,
    inTheWay: readonly Finding[] = [],
  ): ExpectationFailed {
    return failure({
      expected: `${name} (${shortId(uuid)}) ${expected}`,
      seen: seen === undefined ? 'it answers 404' : tellLooks(seen),
      because: seen?.fault?.message,
      last: this.needs.transcript.lastChange(),
      others: inTheWay,
    });
  }
}

/** The states that a host brings about after the answer, and the deadline for each. */
const laterStates: Readonly<Partial<Record<ServerState, 'build' | 'deleteOnRunningHost'>>> = {
  'shelved and offloaded': 'build',
  'resized and not confirmed': 'build',
  'in error': 'deleteOnRunningHost',
  'soft-deleted': 'deleteOnRunningHost',
};

const looksOf: Readonly<Record<ServerState, string>> = {
  running: 'is ACTIVE, task none',
  'in error': 'is in ERROR, task none',
  'marked for deletion': 'is there, task deleting',
  'soft-deleted': 'is SOFT_DELETED',
  'in error because no host could take it': 'is in ERROR, for no valid host was found',
  'shelved and offloaded': 'is SHELVED_OFFLOADED, task none',
  'resized and not confirmed': 'is VERIFY_RESIZE, task none',
  'shut off': 'is SHUTOFF, task none',
};

const isIn: Readonly<Record<ServerState, (server: Server) => boolean>> = {
  running: ({ status, taskState }) => status === 'ACTIVE' && taskState === undefined,
  'in error': ({ status, taskState }) => status === 'ERROR' && taskState === undefined,
  'marked for deletion': ({ taskState }) => taskState === 'deleting',
  'soft-deleted': ({ status }) => status === 'SOFT_DELETED',
  'in error because no host could take it': ({ status, fault }) =>
    status === 'ERROR' && fault?.message.startsWith('No valid host') === true,
  'shelved and offloaded': ({ status, taskState }) => status === 'SHELVED_OFFLOADED' && taskState === undefined,
  'shut off': ({ status, taskState }) => status === 'SHUTOFF' && taskState === undefined,
  'resized and not confirmed': ({ status, taskState }) => status === 'VERIFY_RESIZE' && taskState === undefined,
};

function tellLooks({ status, taskState, host }: Server): string {
  return `${status}, task ${taskState ?? 'none'}, on ${host ?? 'no host'}`;
}
