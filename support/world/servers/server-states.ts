import { randomUUID } from 'node:crypto';
import type { Server } from '../../api/compute/server-decoder';
import { ExpectationFailed } from '../../books/expectation';
import { shortId, tellFindings, type Finding } from '../../books/findings';
import type { HostAlias, HostStatus, NoServer, PersonName, ServerAlias, ServerState } from '../../parameter-types';
import { NoUseWaiting } from '../../waiting';
import { type Beginning, Creation, type Outfit, type Wish } from './server-creation';
import { serverWords } from '../story/aliases';
import type { Canary } from '../placement/leaks';
import type { KnownServer } from '../story/notes';
import type { Scenario } from '../scenario';

/** The servers of the scenario: made in the owner's project, and acted upon by whom the step names. */
export class Servers {
  readonly #scenario: Scenario;
  readonly #creation: Creation;
  readonly #read = new Map<string, Server>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#creation = new Creation(scenario);
  }

  /** Makes servers, waits until each is ACTIVE, and lets `host` mean the host they are on. */
  create(alias: ServerAlias, host: HostAlias, outfit?: Outfit): Promise<void> {
    return this.#creation.create(alias, host, outfit);
  }

  /** Asks for a server and waits only until it has its share of a host; `host` means that one. */
  begin(alias: ServerAlias, host: HostAlias, beginning: Beginning, outfit?: Outfit): Promise<void> {
    return this.#creation.begin(alias, host, beginning, outfit);
  }

  /** Asks for a server as the owner and does not wait for a host of it. Resolves with its UUID. */
  beginWaiting(alias: ServerAlias): Promise<string> {
    return this.#creation.beginWaiting(alias);
  }

  /** Makes a server for which no host has room, as the operator, and sees that Nova has found none. */
  async createTooLarge(alias: ServerAlias, outfit: Outfit = {}): Promise<void> {
    const flavorId = await this.#scenario.flavors.makeTooLarge();
    await this.attempt('operator', alias, { ...outfit, flavorId });
    await this.expectState(alias, 'in error because no host could take it');
  }

  /** Makes servers with one request of the owner, on one host, and waits until each is ACTIVE. */
  createTogether(alias: ServerAlias, host: HostAlias): Promise<void> {
    return this.#creation.createTogether(alias, host);
  }

  /** Makes servers with one request of that person, on the host, and waits until Nova has built them or given up. */
  attemptTogether(person: PersonName, alias: ServerAlias, host: HostAlias): Promise<void> {
    return this.#creation.attemptTogether(person, alias, host);
  }

  /** Makes a server as that person, and waits until Nova has built it or given up. */
  attempt(person: PersonName, alias: ServerAlias, wish: Wish): Promise<void> {
    return this.#creation.attempt(person, alias, wish);
  }

  /** The server once Nova has built it or given up. */
  whenBuilt(uuid: string, name: string): Promise<Server> {
    return this.#creation.whenBuilt(uuid, name);
  }

  /** A server of the owner's that is made for no scenario's story, and deleted again: what it leaves behind tells of a host's work. */
  makeCanary(): Promise<Canary> {
    return this.#creation.makeCanary();
  }

  /** Makes a server of the owner's and waits, whatever becomes of it: what Nova was asked for before is over then. */
  makeFollower(): Promise<void> {
    return this.#creation.makeFollower();
  }

  /** Deletes, as that person, a server that is not there. Rejects with `UnexpectedAnswer`. */
  async deleteNone(person: PersonName, what: NoServer): Promise<void> {
    const id = what === 'a server that never was' ? randomUUID() : 'no-uuid';
    await this.#scenario.people.person(person).compute.servers.delete(id);
  }

  /** Deletes the servers as that person, one after another; each reply has to be 204. */
  async delete(person: PersonName, alias: ServerAlias): Promise<void> {
    for (const server of this.findAll(alias)) await this.#deleteOne(person, server);
  }

  /** Reads the server as that person, for the steps that speak of what was read. */
  async read(person: PersonName, alias: ServerAlias): Promise<void> {
    const { uuid } = this.find(alias);
    this.#read.set(uuid, await this.#scenario.people.person(person).compute.servers.get(uuid));
  }

  /** Expects the server, as it was read last, to show its host in that word. */
  expectHostStatus(alias: ServerAlias, status: HostStatus): void {
    const { uuid, name } = this.find(alias);
    const read = this.#read.get(uuid);
    if (read === undefined) throw new Error(`no step has read ${name}`);
    this.#scenario.notes.noteVerification();
    if (read.hostStatus === status) return;
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `${name} (${shortId(uuid)}) shows its host ${read.host ?? ''} as ${status}` },
        { label: 'seen', text: read.hostStatus ?? 'it does not show how its host is' },
        ...this.#lastChange(),
      ]),
    );
  }

  /**
   * Expects the servers to answer 404. A local delete is over when it is answered, so the first look counts (reference A.2);
   * a host that is up takes its time, and is waited for.
   */
  async expectGone(alias: ServerAlias): Promise<void> {
    const { notes } = this.#scenario;
    for (const server of this.findAll(alias)) {
      if (notes.deletionOf(server.uuid)?.hostWas === 'down') await this.#lookWhetherGone(server);
      else await this.#untilGone(server);
      notes.noteVerification();
    }
  }

  /** Expects the servers to answer 404 at the first look, whoever had to delete them. */
  async expectGoneAtOnce(alias: ServerAlias): Promise<void> {
    for (const server of this.findAll(alias)) {
      await this.#lookWhetherGone(server);
      this.#scenario.notes.noteVerification();
    }
  }

  /**
   * Expects the servers to be in that state at the first look; what a host still has to do is waited for, and so is what would end
   * a mark that is to stay.
   */
  async expectState(alias: ServerAlias, state: ServerState): Promise<void> {
    if (state === 'marked for deletion') await this.#scenario.aftermath.settle();
    for (const known of this.findAll(alias)) {
      const look = (): Promise<void> => this.#lookWhether(state, known);
      const within = laterStates[state];
      if (within === undefined) await look();
      else await this.#scenario.eventually(`${known.name} to be ${state}`, look, this.#scenario.deadlines[within]);
      this.#scenario.notes.noteVerification();
    }
  }

  /** The server that is meant. Throws when there is none, or when it could be one of several. */
  find(alias: ServerAlias): KnownServer {
    const [server, ...others] = this.findAll(alias);
    if (server !== undefined && others.length === 0) return server;
    throw new Error(`${serverWords(alias).join(', ')} are several servers: this step is about one`);
  }

  /** The servers that are meant. Throws when one is not there, or when "the server" could be one of several. */
  findAll(alias: ServerAlias): readonly KnownServer[] {
    const known = this.#scenario.notes.servers();
    const names = known.map(({ name }) => name).join(', ');
    if (alias.kind === 'the server' && known.length > 1) {
      throw new Error(`"the server" could be any of ${names}: say which one`);
    }
    return serverWords(alias).map((word) => {
      const found = known.find(({ name }) => name === word);
      if (found === undefined) throw new Error(`no step has made ${word}; there is ${names || 'no server'}`);
      return found;
    });
  }

  async #deleteOne(person: PersonName, server: KnownServer): Promise<void> {
    await this.#scenario.people.person(person).compute.servers.delete(server.uuid);
    this.#scenario.notes.noteDeletion(server);
    await this.#scenario.builds.afterDeleteOf(server.uuid);
  }

  async #lookWhether(state: ServerState, known: KnownServer): Promise<void> {
    const server = await this.#scenario.people.auditor.compute.servers.find(known.uuid);
    if (server !== undefined && isIn(state, server)) return;
    if (server === undefined) throw new NoUseWaiting(this.#notAsExpected(known, looksOf[state], server).message);
    const inTheWay = server.status === 'ERROR' ? await this.#scenario.usages.leftByDeleted() : [];
    throw this.#notAsExpected(known, looksOf[state], server, inTheWay);
  }

  /** A host that builds a server notices its delete no sooner than the build goes on. */
  async #untilGone(server: KnownServer): Promise<void> {
    const { builds, deadlines } = this.#scenario;
    await builds.release();
    const look = () => this.#lookWhetherGone(server);
    await this.#scenario.eventually(`${server.name} to be gone`, look, deadlines.deleteOnRunningHost);
  }

  async #lookWhetherGone(known: KnownServer): Promise<void> {
    const server = await this.#scenario.people.auditor.compute.servers.find(known.uuid);
    if (server !== undefined) throw this.#notAsExpected(known, 'answers 404', server);
    this.#scenario.notes.noteGone(known.uuid);
  }

  #notAsExpected(
    { name, uuid }: KnownServer,
    expected: string,
    seen: Server | undefined,
    inTheWay: readonly Finding[] = [],
  ): ExpectationFailed {
    return new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `${name} (${shortId(uuid)}) ${expected}` },
        { label: 'seen', text: seen === undefined ? 'it answers 404' : tellLooks(seen) },
        ...(seen?.fault === undefined ? [] : [{ label: 'because', text: seen.fault.message }]),
        ...this.#lastChange(),
        ...inTheWay,
      ]),
    );
  }

  #lastChange(): Finding[] {
    const last = this.#scenario.transcript.lastChange();
    return last === undefined ? [] : [{ label: 'last', text: last }];
  }
}

/** The states that a host brings about after the answer, and the deadline for each. */
const laterStates: Readonly<Partial<Record<ServerState, 'build' | 'deleteOnRunningHost'>>> = {
  'shelved and offloaded': 'build',
  'in error': 'deleteOnRunningHost',
};

const looksOf: Readonly<Record<ServerState, string>> = {
  running: 'is ACTIVE, task none',
  'in error': 'is in ERROR, task none',
  'marked for deletion': 'is there, task deleting',
  'in error because no host could take it': 'is in ERROR, for no valid host was found',
  'shelved and offloaded': 'is SHELVED_OFFLOADED, task none',
};

function isIn(state: ServerState, { status, taskState, fault }: Server): boolean {
  switch (state) {
    case 'running':
      return status === 'ACTIVE' && taskState === undefined;
    case 'in error':
      return status === 'ERROR' && taskState === undefined;
    case 'marked for deletion':
      return taskState === 'deleting';
    case 'in error because no host could take it':
      return status === 'ERROR' && fault?.message.startsWith('No valid host') === true;
    case 'shelved and offloaded':
      return status === 'SHELVED_OFFLOADED' && taskState === undefined;
  }
}

function tellLooks({ status, taskState, host }: Server): string {
  return `${status}, task ${taskState ?? 'none'}, on ${host ?? 'no host'}`;
}
