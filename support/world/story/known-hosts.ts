import type { HostAlias } from '../../parameter-types';
import { hostWord } from './aliases';

/** What keeps a host from taking care of its servers, as the scenario has brought it about. */
type HostTrouble = 'forced down' | 'disabled' | 'only just stopped' | 'stopped';

/** The hosts that the scenario speaks of: which is meant, and what has been done to it. */
export class KnownHosts {
  /** Those on which the scenario does something. */
  readonly inUse = new Set<string>();
  /** Those whose compute service an operator has removed. */
  readonly removed = new Set<string>();
  /** Those that have looked at their allocations since a server of them was deleted, or somebody else than Nova wrote there. */
  readonly checked = new Set<string>();
  readonly #bound = new Map<string, { readonly alias: HostAlias; readonly host: string }>();
  readonly #troubles = new Map<string, Set<HostTrouble>>();
  readonly #startedSinceDeletion = new Set<string>();
  readonly #forcedUp = new Set<string>();

  /** Says which host a scenario's word means from now on. Throws when it means another one already. */
  bind(alias: HostAlias, host: string): void {
    const word = hostWord(alias);
    const already = this.find(alias);
    if (already !== undefined && already !== host) {
      throw new Error(`${word} is ${already}, but the server was built on ${host}`);
    }
    const other = [...this.#bound.values()].find((each) => each.host === host && hostWord(each.alias) !== word);
    if (other !== undefined) throw new Error(`${host} cannot be ${word}: it is ${hostWord(other.alias)} already`);
    this.#bound.set(word, { alias, host });
  }

  /** The host that is meant; undefined when the scenario has not said which one. */
  find(alias: HostAlias): string | undefined {
    return this.#bound.get(hostWord(alias))?.host;
  }

  /** The host that is meant. Throws when the scenario has not said which one. */
  nameOf(alias: HostAlias): string {
    const host = this.find(alias);
    if (host === undefined)
      throw new Error(`no step has said which host is ${hostWord(alias)}: put a server on it first`);
    return host;
  }

  /** What the scenario calls the host. Throws when it has not spoken of it. */
  aliasOf(host: string | undefined): HostAlias {
    const found = [...this.#bound.values()].find((each) => each.host === host);
    if (found === undefined) throw new Error(`the scenario has not spoken of the host ${host ?? 'of no name'}`);
    return found.alias;
  }

  /** The hosts that the scenario has spoken of. */
  bound(): readonly string[] {
    return [...this.#bound.values()].map(({ host }) => host);
  }

  noteTrouble(host: string, trouble: HostTrouble): void {
    this.inUse.add(host);
    this.#troublesOf(host).add(trouble);
  }

  noteForcedUp(host: string): void {
    this.inUse.add(host);
    this.#troublesOf(host).delete('forced down');
    this.#forcedUp.add(host);
  }

  noteStartOf(host: string): void {
    this.#troublesOf(host).delete('stopped');
    this.#troublesOf(host).delete('only just stopped');
    this.#startedSinceDeletion.add(host);
  }

  /** Notes that the host's compute service was told to start, and ended before it looked at anything. */
  noteRefusedStartOf(host: string): void {
    this.#troublesOf(host).add('stopped');
    this.#startedSinceDeletion.delete(host);
  }

  /** Notes that a server of the host was deleted: what the host has done before says nothing of what it left. */
  noteDeletion(host: string): void {
    this.#startedSinceDeletion.delete(host);
    this.checked.delete(host);
  }

  /** True when the host's compute service has started since the last delete of a server of it. */
  hasStartedSinceDeletion(host: string): boolean {
    return this.#startedSinceDeletion.has(host);
  }

  /** True when a host has started since the last delete of a server of it, and that is another one. */
  hasOtherStartedSinceDeletion(host: string | undefined): boolean {
    return [...this.#startedSinceDeletion].some((started) => started !== host);
  }

  /** True when the operator has forced the host down. */
  isForcedDown(host: string): boolean {
    return this.#troublesOf(host).has('forced down');
  }

  /** True when the operator has taken the flag back from a host that is stopped. */
  wasForcedUp(host: string): boolean {
    return this.#forcedUp.has(host) && this.#troublesOf(host).has('stopped');
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

  #troublesOf(host: string): Set<HostTrouble> {
    const troubles = this.#troubles.get(host) ?? new Set<HostTrouble>();
    this.#troubles.set(host, troubles);
    return troubles;
  }
}
