import type { Amounts } from '../../books/amounts';
import type { Snapshot } from '../../books/host-books';

/** What keeps a host from taking care of its servers, as the scenario has brought it about. */
export type HostTrouble = 'forced down' | 'disabled' | 'only just stopped' | 'stopped';

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
export interface Deletion {
  readonly hostWas: 'down' | 'up';
}

/** What a scenario has done so far, known to all nouns: failures tell it, and the invariants judge by it. */
export class Notes {
  readonly #servers: KnownServer[] = [];
  readonly #deletions = new Map<string, Deletion>();
  readonly #hostsInUse = new Set<string>();
  readonly #troubles = new Map<string, Set<HostTrouble>>();
  readonly #startedSinceDeletion = new Set<string>();
  readonly #checked = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #leaving = new Set<string>();
  readonly #left = new Set<string>();
  readonly #interrupted = new Set<string>();
  readonly #placeholders = new Set<string>();
  #verified = 0;
  #verdicts = 0;

  addServer(server: KnownServer): void {
    this.#servers.push(server);
    if (server.host !== undefined) this.#hostsInUse.add(server.host);
  }

  /** Forgets a server that is gone, so that another one can have its name. */
  forgetServer(uuid: string): void {
    const index = this.#servers.findIndex((server) => server.uuid === uuid);
    if (index !== -1) this.#servers.splice(index, 1);
  }

  /** Notes how a server has come out of a build that was held, and on which host. */
  noteBuilt(uuid: string, { status, host }: { readonly status: string; readonly host?: string | undefined }): void {
    const index = this.#servers.findIndex((server) => server.uuid === uuid);
    const server = this.#servers[index];
    if (server === undefined) return;
    const { name, flavor, before } = server;
    this.#servers[index] = { name, uuid, status, flavor, before, ...(host !== undefined && { host }) };
    if (host !== undefined) this.#hostsInUse.add(host);
  }

  /** Notes that somebody has asked for the server to be taken from its host. */
  noteLeaving(uuid: string): void {
    this.#leaving.add(uuid);
  }

  /** True when somebody has asked for that. */
  isLeaving(uuid: string): boolean {
    return this.#leaving.has(uuid);
  }

  /** True when the server has left its host, and had none from then on. */
  hasLeft(uuid: string): boolean {
    return this.#left.has(uuid);
  }

  /** Notes that the server has left its host, and has none now. */
  noteOffload(uuid: string): void {
    this.#left.add(uuid);
    const index = this.#servers.findIndex((server) => server.uuid === uuid);
    const server = this.#servers[index];
    if (server === undefined) return;
    const { name, status, flavor, before } = server;
    this.#servers[index] = { name, uuid, status, flavor, before };
  }

  servers(): readonly KnownServer[] {
    return this.#servers;
  }

  noteDeletion(server: KnownServer): void {
    const { uuid, host, progress } = server;
    const hasNone = host === undefined || progress === 'on no host yet';
    this.#deletions.set(uuid, { hostWas: hasNone || this.isDown(host) ? 'down' : 'up' });
    if (host === undefined) return;
    this.#startedSinceDeletion.delete(host);
    this.#checked.delete(host);
  }

  /** Notes that the host has compared its allocations with its servers. */
  noteCheck(host: string): void {
    this.#checked.add(host);
  }

  /** Notes that somebody else than Nova has written an allocation on the host. */
  noteWritten(host: string): void {
    this.#checked.delete(host);
  }

  /** True when the host has looked at its allocations since a server of it was deleted, or somebody wrote there. */
  hasChecked(host: string): boolean {
    return this.#checked.has(host);
  }

  /** Notes that the host has failed to delete the server, which is there still. */
  noteFailedDeletion(uuid: string): void {
    this.#deletions.delete(uuid);
    this.#changed.add(uuid);
  }

  /** Notes that the server has answered 404. */
  noteGone(uuid: string): void {
    this.#gone.add(uuid);
  }

  isGone(uuid: string): boolean {
    return this.#gone.has(uuid);
  }

  /** Notes that a step has done something to a live server, so that it may look different from then on. */
  noteChange(uuid: string): void {
    this.#changed.add(uuid);
  }

  /** True when no step has done anything to the server since it was built. */
  isLeftAlone(uuid: string): boolean {
    return !this.#changed.has(uuid) && !this.#deletions.has(uuid);
  }

  /** Notes a consumer in Placement that stands for servers which nobody has made. */
  addPlaceholder(consumer: string): void {
    this.#placeholders.add(consumer);
  }

  placeholders(): ReadonlySet<string> {
    return this.#placeholders;
  }

  /** How the server was deleted; undefined when no step has. */
  deletionOf(uuid: string): Deletion | undefined {
    return this.#deletions.get(uuid);
  }

  /** Notes that the scenario does something on the host. */
  noteUse(host: string): void {
    this.#hostsInUse.add(host);
  }

  noteTrouble(host: string, trouble: HostTrouble): void {
    this.#hostsInUse.add(host);
    this.#troublesOf(host).add(trouble);
  }

  noteForcedUp(host: string): void {
    this.#hostsInUse.add(host);
    this.#troublesOf(host).delete('forced down');
  }

  noteStart(host: string): void {
    this.#troublesOf(host).delete('stopped');
    this.#troublesOf(host).delete('only just stopped');
    this.#startedSinceDeletion.add(host);
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

  /** True when the operator has forced the host down. */
  isForcedDown(host: string): boolean {
    return this.#troublesOf(host).has('forced down');
  }

  /** True when Nova has to count the host as down. Disabled is not down, nor is a host that has only just stopped. */
  isDown(host: string): boolean {
    const troubles = this.#troublesOf(host);
    return troubles.has('forced down') || troubles.has('stopped');
  }

  /** True when the host's compute service runs and Nova counts it as up, so that it does what it is told. */
  isRunning(host: string): boolean {
    return !this.isDown(host) && this.hasProcess(host);
  }

  /** True when the host's compute service runs, whatever Nova thinks of it: it heals then. */
  hasProcess(host: string): boolean {
    const troubles = this.#troublesOf(host);
    return !troubles.has('stopped') && !troubles.has('only just stopped');
  }

  /** Forgets what earlier steps have verified. */
  beginStep(): void {
    this.#verified = 0;
  }

  noteVerification(): void {
    this.#verified += 1;
  }

  /** How many things the step has verified so far: a Then that verifies nothing must not pass. */
  verifiedInStep(): number {
    return this.#verified;
  }

  /** Counts a Then that has verified something. */
  noteVerdict(): void {
    this.#verdicts += 1;
  }

  hasVerdict(): boolean {
    return this.#verdicts > 0;
  }

  hostsInUse(): ReadonlySet<string> {
    return this.#hostsInUse;
  }

  /** True when the host's compute service has started since the last delete of a server of it. */
  hasStartedSinceDeletion(host: string): boolean {
    return this.#startedSinceDeletion.has(host);
  }

  /** What has probably happened when a server is not counted any more where it should still be. */
  likelyLoss({ uuid, host, progress }: KnownServer): string | undefined {
    const deletion = this.#deletions.get(uuid);
    if (deletion !== undefined) {
      const others = [...this.#startedSinceDeletion].filter((started) => started !== host);
      if (others.length > 0) return undefined;
      if (host !== undefined && this.hasChecked(host)) return 'its host has healed what the deleted server left';
      return deletion.hostWas === 'down'
        ? "the delete freed the server's allocation"
        : "its host deleted the server, and freed the server's allocation";
    }
    if (this.#leaving.has(uuid)) return 'the server has left its host, and freed its allocation';
    return progress === undefined
      ? 'somebody freed the allocation of a server that lives on'
      : "the host's healing took the claim of a server that is being built (bug 1729371)";
  }

  #troublesOf(host: string): Set<HostTrouble> {
    const troubles = this.#troubles.get(host) ?? new Set<HostTrouble>();
    this.#troubles.set(host, troubles);
    return troubles;
  }
}
