import type { Amounts } from '../../books/amounts';
import type { Snapshot } from '../../books/host-books';
import type { ServerAlias } from '../../parameter-types';
import { serverWords } from './aliases';
import type { KnownHosts } from './known-hosts';

/** A server that the scenario has made. */
export interface KnownServer {
  /** What the scenario calls it: `the server`, `server blue`. */
  readonly name: string;
  readonly uuid: string;
  /** The host it was built on; undefined when no host could take it. */
  readonly host?: string;
  /** How far it has come there when its build is not over; `on no host yet` has only its share there. */
  readonly progress?: 'on no host yet' | 'on its host';
  /** Its status when Nova had done building it. */
  readonly status: string;
  /** What its flavor asks of Placement. */
  readonly flavor: Amounts;
  /** The books of the exclusive hosts just before it was created. */
  readonly before: Snapshot;
}

/** How a server was deleted: who had to do it follows from whether its host was down then, or it had none. */
interface Deletion {
  readonly hostWas: 'down' | 'up';
}

/** The servers that the scenario has made, and what has been done to each. */
export class KnownServers {
  /** UUIDs of those that have answered 404. */
  readonly gone = new Set<string>();
  /** UUIDs of those that somebody has asked to be taken from their hosts. */
  readonly leaving = new Set<string>();
  /** UUIDs of those that somebody has asked to be brought back. */
  readonly returning = new Set<string>();
  /** UUIDs of those that have left their hosts, and had none from then on. */
  readonly left = new Set<string>();
  readonly #hosts: KnownHosts;
  readonly #servers: KnownServer[] = [];
  readonly #deletions = new Map<string, Deletion>();
  readonly #changed = new Set<string>();
  readonly #interrupted = new Set<string>();

  constructor({ knownHosts }: { readonly knownHosts: KnownHosts }) {
    this.#hosts = knownHosts;
  }

  add(server: KnownServer): void {
    this.#servers.push(server);
    if (server.host !== undefined) this.#hosts.inUse.add(server.host);
  }

  /** Forgets a server that is gone, so that another one can have its name. */
  forget(uuid: string): void {
    const index = this.#servers.findIndex((server) => server.uuid === uuid);
    if (index !== -1) this.#servers.splice(index, 1);
  }

  all(): readonly KnownServer[] {
    return this.#servers;
  }

  /** The server of that UUID; undefined when it is none of the scenario's. */
  byId(uuid: string | undefined): KnownServer | undefined {
    return this.#servers.find((server) => server.uuid === uuid);
  }

  /** The server that is meant. Throws when there is none, or when it could be one of several. */
  find(alias: ServerAlias): KnownServer {
    const [server, ...others] = this.findAll(alias);
    if (server !== undefined && others.length === 0) return server;
    throw new Error(`${serverWords(alias).join(', ')} are several servers: this step is about one`);
  }

  /** The servers that are meant. Throws when one is not there, or when "the server" could be one of several. */
  findAll(alias: ServerAlias): readonly KnownServer[] {
    const names = this.#servers.map(({ name }) => name).join(', ');
    if (alias.kind === 'the server' && this.#servers.length > 1) {
      throw new Error(`"the server" could be any of ${names}: say which one`);
    }
    return serverWords(alias).map((word) => {
      const found = this.#servers.find(({ name }) => name === word);
      if (found === undefined) throw new Error(`no step has made ${word}; there is ${names || 'no server'}`);
      return found;
    });
  }

  /** The words for servers that are to be made. Throws when one is there already, or when the scenario needs names for them. */
  newWords(alias: ServerAlias): readonly string[] {
    const words = serverWords(alias);
    const again = words.find((word) => this.#servers.some(({ name }) => name === word));
    if (again !== undefined) throw new Error(`${again} is there already: give each one a name`);
    if (this.#servers.length > 0 && alias.kind === 'the server') {
      throw new Error('a second server needs a name, like server blue');
    }
    return words;
  }

  /** Notes how a server has come out of a build that was held, and on which host. */
  noteBuilt(uuid: string, { status, host }: { readonly status: string; readonly host?: string | undefined }): void {
    this.#replace(uuid, ({ name, flavor, before }) => {
      return { name, uuid, status, flavor, before, ...(host !== undefined && { host }) };
    });
    if (host !== undefined) this.#hosts.inUse.add(host);
  }

  /** Notes that the server has left its host, and has none now. */
  noteOffload(uuid: string): void {
    this.left.add(uuid);
    this.#replace(uuid, ({ name, status, flavor, before }) => ({ name, uuid, status, flavor, before }));
  }

  /** Notes that the server is on another host now, or has another flavor. */
  noteMove(uuid: string, { host, flavor }: { readonly host: string; readonly flavor: Amounts }): void {
    this.#replace(uuid, (server) => ({ ...server, host, flavor }));
    this.#hosts.inUse.add(host);
  }

  noteDeletion(server: KnownServer): void {
    const { uuid, host } = server;
    this.#deletions.set(uuid, { hostWas: this.isWithoutRunningHost(server) ? 'down' : 'up' });
    if (host !== undefined) this.#hosts.noteDeletion(host);
  }

  /** How the server was deleted; undefined when no step has. */
  deletionOf(uuid: string): Deletion | undefined {
    return this.#deletions.get(uuid);
  }

  /** Those that a step has deleted. */
  deleted(): readonly KnownServer[] {
    return this.#servers.filter(({ uuid }) => this.#deletions.has(uuid));
  }

  /** True for a server that is on the host as far as the scenario knows, and that nobody has asked to go. */
  livesOn({ uuid, host }: KnownServer, wanted: string): boolean {
    return host === wanted && !this.#deletions.has(uuid) && !this.leaving.has(uuid);
  }

  /** True for a server that Nova's API has to delete itself: it has not come to a host, or its host is down. */
  isWithoutRunningHost({ host, progress }: KnownServer): boolean {
    return host === undefined || progress === 'on no host yet' || this.#hosts.isDown(host);
  }

  /** Notes that the host has failed to delete the server, which is there still. */
  noteFailedDeletion(uuid: string): void {
    this.#deletions.delete(uuid);
    this.noteChange(uuid);
  }

  /** Notes that a step has done something to a live server, so that it may look different from then on. */
  noteChange(uuid: string): void {
    this.#changed.add(uuid);
  }

  /** True when no step has done anything to the server since it was built. */
  isLeftAlone(uuid: string): boolean {
    return !this.#changed.has(uuid) && !this.#deletions.has(uuid);
  }

  /** Notes that the host has started, which ends the builds that it had not begun yet. */
  noteStartOf(host: string): void {
    for (const { uuid, host: where, progress } of this.#servers) {
      if (where !== host || progress === undefined) continue;
      this.noteChange(uuid);
      if (progress === 'on no host yet') this.#interrupted.add(uuid);
    }
  }

  /** True when the server's host has started again before it had begun to build it, which ends the build. */
  isInterrupted(uuid: string): boolean {
    return this.#interrupted.has(uuid) && !this.#deletions.has(uuid);
  }

  #replace(uuid: string, change: (server: KnownServer) => KnownServer): void {
    const index = this.#servers.findIndex((server) => server.uuid === uuid);
    const server = this.#servers[index];
    if (server !== undefined) this.#servers[index] = change(server);
  }
}
