import { randomUUID } from 'node:crypto';
import type { Server } from '../api/compute/server';
import type { NewServer } from '../api/compute/servers';
import { UnexpectedAnswer } from '../api/errors';
import { ExpectationFailed } from '../books/expectation';
import { shortId, tellFindings, type Finding } from '../books/telling';
import type {
  Deed,
  HostReference,
  HostStatus,
  NoServer,
  PersonName,
  ServerReference,
  ServerState,
} from '../parameter-types';
import { Creation } from './creation';
import { serverWords } from './names';
import type { Canary } from './leaks';
import type { KnownServer } from './notes';
import type { Scenario } from './scenario';

/** A race is tried as often as this before a scenario gives it up. */
const tries = 3;

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
  create(reference: ServerReference, host: HostReference, networks?: NewServer['networks']): Promise<void> {
    return this.#creation.create(reference, host, networks);
  }

  /** Asks for a server and waits only until `hostOf` tells which host its share is claimed on; `host` means that one. */
  begin(reference: ServerReference, host: HostReference, hostOf: (uuid: string) => Promise<string>): Promise<void> {
    return this.#creation.begin(reference, host, hostOf);
  }

  /** Makes servers with one request of the owner, on one host, and waits until each is ACTIVE. */
  createTogether(reference: ServerReference, host: HostReference): Promise<void> {
    return this.#creation.createTogether(reference, host);
  }

  /** Makes a server as that person on a host of the scenario, and waits until Nova has built it or given up. */
  attempt(person: PersonName, reference: ServerReference, host: HostReference): Promise<void> {
    return this.#creation.attempt(person, reference, host);
  }

  /** A server of the owner's that is made for no scenario's story, and deleted again: what it leaves behind tells of a host's work. */
  makeCanary(): Promise<Canary> {
    return this.#creation.makeCanary();
  }

  /** Deletes, as that person, a server that is not there. Rejects with `UnexpectedAnswer`. */
  async deleteNone(person: PersonName, what: NoServer): Promise<void> {
    const id = what === 'a server that never was' ? randomUUID() : 'no-uuid';
    await this.#scenario.people.person(person).compute.servers.delete(id);
  }

  /** Deletes the servers as that person, one after another; each reply has to be 204. */
  async delete(person: PersonName, reference: ServerReference): Promise<void> {
    for (const server of this.findAll(reference)) await this.#deleteOne(person, server);
  }

  /**
   * Deletes a server whose delete its running host may not have finished yet. Whether it was in time shows by the reply: after a 404
   * the whole is tried with a new server. Resolves with `missed` when the host was faster each time (reference E.0, races).
   */
  async deleteAgain(person: PersonName, reference: ServerReference): Promise<'in time' | 'missed'> {
    const host = this.#scenario.hosts.referenceTo(this.find(reference).host);
    for (let attempt = 1; ; attempt += 1) {
      const server = this.find(reference);
      if (await this.#isDeletedInTime(person, server)) return 'in time';
      if (attempt === tries) return 'missed';
      this.#scenario.notes.forgetServer(server.uuid);
      await this.create(reference, host);
      await this.delete(person, reference);
    }
  }

  /** Deletes the server as that person, and sees that a host which cannot act any more has not finished it. */
  async beginDelete(person: PersonName, reference: ServerReference): Promise<void> {
    await this.delete(person, reference);
    if (this.isRacing(reference)) return;
    await this.expectState(reference, 'marked for deletion');
  }

  /** True when a delete of the server is under way on a host that runs, so that a second one finds it or comes too late. */
  isRacing(reference: ServerReference): boolean {
    const { notes } = this.#scenario;
    const [server] = this.findAll(reference);
    if (server?.host === undefined || !notes.isRunning(server.host)) return false;
    return notes.deletionOf(server.uuid)?.hostWas === 'up' && !notes.isGone(server.uuid);
  }

  /** Does to the servers, as that person, what a scenario takes for granted, and waits until it is done. */
  async have(person: PersonName, deed: Deed, reference: ServerReference): Promise<void> {
    if (deed === 'deleted') {
      await this.delete(person, reference);
      await this.expectGone(reference);
      return;
    }
    for (const server of this.findAll(reference)) await this.#stop(person, server);
  }

  /** Reads the server as that person, for the steps that speak of what was read. */
  async read(person: PersonName, reference: ServerReference): Promise<void> {
    const { uuid } = this.find(reference);
    this.#read.set(uuid, await this.#scenario.people.person(person).compute.servers.get(uuid));
  }

  /** Expects the server, as it was read last, to show its host in that word. */
  expectHostStatus(reference: ServerReference, status: HostStatus): void {
    const { uuid, name } = this.find(reference);
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
  async expectGone(reference: ServerReference): Promise<void> {
    const { notes, deadlines } = this.#scenario;
    for (const server of this.findAll(reference)) {
      const look = (): Promise<void> => this.#lookWhetherGone(server);
      if (notes.deletionOf(server.uuid)?.hostWas === 'down') await look();
      else await this.#scenario.eventually(`${server.name} to be gone`, look, deadlines.deleteOnRunningHost);
      notes.noteVerification();
    }
  }

  /** Expects the servers to answer 404 at the first look, whoever had to delete them. */
  async expectGoneAtOnce(reference: ServerReference): Promise<void> {
    for (const server of this.findAll(reference)) {
      await this.#lookWhetherGone(server);
      this.#scenario.notes.noteVerification();
    }
  }

  /** Expects the servers to be in that state at the first look. */
  async expectState(reference: ServerReference, state: ServerState): Promise<void> {
    for (const known of this.findAll(reference)) {
      const server = await this.#scenario.people.auditor.compute.servers.find(known.uuid);
      this.#scenario.notes.noteVerification();
      if (server !== undefined && isIn(state, server)) continue;
      const inTheWay = server?.status === 'ERROR' ? await this.#scenario.usages.leftByDeleted() : [];
      throw this.#notAsExpected(known, looksOf[state], server, inTheWay);
    }
  }

  /** The server that is meant. Throws when there is none, or when it could be one of several. */
  find(reference: ServerReference): KnownServer {
    const [server, ...others] = this.findAll(reference);
    if (server !== undefined && others.length === 0) return server;
    throw new Error(`${serverWords(reference).join(', ')} are several servers: this step is about one`);
  }

  /** The servers that are meant. Throws when one is not there, or when "the server" could be one of several. */
  findAll(reference: ServerReference): readonly KnownServer[] {
    const known = this.#scenario.notes.servers();
    const names = known.map(({ name }) => name).join(', ');
    if (reference.kind === 'the server' && known.length > 1) {
      throw new Error(`"the server" could be any of ${names}: say which one`);
    }
    return serverWords(reference).map((word) => {
      const found = known.find(({ name }) => name === word);
      if (found === undefined) throw new Error(`no step has made ${word}; there is ${names || 'no server'}`);
      return found;
    });
  }

  async #deleteOne(person: PersonName, server: KnownServer): Promise<void> {
    await this.#scenario.people.person(person).compute.servers.delete(server.uuid);
    this.#scenario.notes.noteDeletion(server);
  }

  async #isDeletedInTime(person: PersonName, server: KnownServer): Promise<boolean> {
    try {
      await this.#deleteOne(person, server);
      return true;
    } catch (error) {
      if (error instanceof UnexpectedAnswer && error.status === 404) return false;
      throw error;
    }
  }

  async #stop(person: PersonName, { uuid, name }: KnownServer): Promise<void> {
    const { people, notes, deadlines } = this.#scenario;
    notes.noteChange(uuid);
    await people.person(person).compute.servers.stop(uuid);
    await this.#scenario.eventually(
      `${name} to be shut off`,
      async () => {
        const { status, taskState } = await people.auditor.compute.servers.get(uuid);
        if (status !== 'SHUTOFF') throw new ExpectationFailed(`${name} is ${status}, task ${taskState ?? 'none'}`);
      },
      deadlines.afterwork,
    );
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

const looksOf: Readonly<Record<ServerState, string>> = {
  running: 'is ACTIVE, task none',
  'marked for deletion': 'is there, task deleting',
  'in error because no host could take it': 'is in ERROR, for no valid host was found',
};

function isIn(state: ServerState, { status, taskState, fault }: Server): boolean {
  switch (state) {
    case 'running':
      return status === 'ACTIVE' && taskState === undefined;
    case 'marked for deletion':
      return taskState === 'deleting';
    case 'in error because no host could take it':
      return status === 'ERROR' && fault?.message.startsWith('No valid host') === true;
  }
}

function tellLooks({ status, taskState, host }: Server): string {
  return `${status}, task ${taskState ?? 'none'}, on ${host ?? 'no host'}`;
}
