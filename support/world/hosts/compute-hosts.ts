import { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import type { HostAlias, HostState } from '../../parameter-types';
import { computeServiceOf, waitForHeartbeats, waitUntilDown } from '../../safety/compute-services';
import type { OpenEntry } from '../../safety/ledger';
import type { WaitingCloud } from '../../waiting';
import { hostWord } from '../story/aliases';
import { Noun, type Story } from '../story/story';
import type { Leaks } from './leaks';
import { isIn, otherwise, reasonOf, tellReason, tellService } from './service-looks';

type Needs = Story & { readonly leaks: Leaks };

/** The compute hosts: their compute service as a process, and how Nova shows it. */
export class ComputeHosts extends Noun<Needs> {
  readonly #stopped = new Map<string, OpenEntry>();
  readonly #watching = new Map<string, WaitingCloud>();

  /** Takes the host, or whichever exclusive host is ready, for one that is up: enabled, not forced down, and beating. */
  async beUp(alias: HostAlias): Promise<void> {
    const { cloud, people, knownHosts } = this.needs;
    const taken = knownHosts.find(alias);
    const looks: string[] = [];
    for (const host of taken === undefined ? cloud.hosts : [taken]) {
      const service = await computeServiceOf(people.auditor, host);
      if (service.state === 'up' && service.status === 'enabled') {
        knownHosts.bind(alias, host);
        return;
      }
      looks.push(`${host}: ${tellService(service)}`);
    }
    throw new ExpectationFailed(`${hostWord(alias)} should be enabled and up; ${looks.join('; ')}`);
  }

  /** Expects Nova to show the host's compute service in that state, at the first look. */
  async expectState(alias: HostAlias, state: HostState): Promise<void> {
    const { knownHosts, people, transcript, verifications } = this.needs;
    const host = knownHosts.nameOf(alias);
    const service = await computeServiceOf(people.auditor, host);
    verifications.note();
    if (!isIn(state, service)) throw otherwise(service, state, transcript.lastChange());
  }

  /** Expects Nova to tell the reason that the operator of the suite gives, or none, at the first look. */
  async expectReason(alias: HostAlias, wanted: 'the reason given' | 'none'): Promise<void> {
    const { knownHosts, people, runName, transcript, verifications } = this.needs;
    const host = knownHosts.nameOf(alias);
    const { disabledReason } = await computeServiceOf(people.auditor, host);
    verifications.note();
    const expected = wanted === 'none' ? undefined : reasonOf(runName);
    if (disabledReason === expected) return;
    throw failure({
      expected: `${host} ${tellReason(expected)}`,
      seen: `it ${tellReason(disabledReason)}`,
      last: transcript.lastChange(),
      likely:
        wanted === 'none'
          ? 'enabling the host has not cleared its disabled_reason'
          : 'Nova has not kept the disabled_reason, or something else than enabling the host has cleared it',
    });
  }

  /** Stops the host's compute service, unless it is stopped already, and waits until Nova counts it as down. */
  async stop(alias: HostAlias): Promise<void> {
    const host = this.needs.knownHosts.nameOf(alias);
    if (!this.#stopped.has(host)) await this.#stopProcesses([host]);
    await this.#untilDown(host);
  }

  /** The host of that name, which is whichever one the scenario has not spoken of when it has no meaning yet. */
  bindAnother(alias: HostAlias): string {
    const { cloud, knownHosts } = this.needs;
    const bound = knownHosts.find(alias);
    if (bound !== undefined) return bound;
    const free = cloud.hosts.find((host) => !knownHosts.bound().includes(host));
    if (free === undefined) throw new Error(`${cloud.name} has no exclusive host left for ${hostWord(alias)}`);
    knownHosts.bind(alias, free);
    return free;
  }

  /** Stops every exclusive host; one that the scenario has not spoken of is host B from now on. */
  async stopEach(): Promise<void> {
    const { cloud, knownHosts } = this.needs;
    const hostB = knownHosts.find({ kind: 'named', name: 'B' });
    const another = cloud.hosts.find((host) => !knownHosts.bound().includes(host));
    if (hostB === undefined && another !== undefined) knownHosts.bind({ kind: 'named', name: 'B' }, another);
    await this.#stopProcesses(cloud.hosts.filter((each) => !this.#stopped.has(each)));
    for (const host of cloud.hosts) await this.#untilDown(host);
  }

  /** Sees that the host is up, makes ready for its compute service to crash, and resolves with what makes it crash, which takes no time then. */
  async readyToCrash(alias: HostAlias): Promise<() => Promise<void>> {
    const { knownHosts, people, transcript } = this.needs;
    const { control, name } = this.needs.cloud;
    const host = knownHosts.nameOf(alias);
    if (control.killCompute === undefined) throw new Error(`${name} cannot let a compute service crash`);
    const service = await computeServiceOf(people.auditor, host);
    if (service.state !== 'up') throw new ExpectationFailed(`${host} should be up: ${tellService(service)}`);
    await this.#prepareStop(host);
    return async () => {
      await control.killCompute?.(host);
      knownHosts.noteTrouble(host, 'only just stopped');
      transcript.note(`the compute service of ${host} crashes`);
    };
  }

  /** Stops the host's compute service, and sees that Nova still counts it as up: its last heartbeat is fresh enough. */
  async stopJustNow(alias: HostAlias): Promise<void> {
    const { knownHosts, people } = this.needs;
    const host = knownHosts.nameOf(alias);
    knownHosts.noteTrouble(host, 'only just stopped');
    await this.#stopProcesses([host]);
    const service = await computeServiceOf(people.auditor, host);
    if (service.state === 'up') return;
    throw new ExpectationFailed(
      `${host} should still count as up, for it has only just stopped: ${tellService(service)}`,
    );
  }

  /** Starts the host's compute service and waits until its start is over, so that it reports. */
  async start(alias: HostAlias): Promise<void> {
    await this.#startProcesses([this.needs.knownHosts.nameOf(alias)]);
  }

  /** The same of a host whose compute service may run: it is stopped first then. */
  async restart(alias: HostAlias): Promise<void> {
    const host = this.needs.knownHosts.nameOf(alias);
    if (!this.#stopped.has(host)) await this.#stopProcesses([host]);
    await this.#startProcesses([host]);
  }

  /** Starts the compute service of every host that is stopped. */
  async startEach(): Promise<void> {
    await this.#startProcesses([...this.#stopped.keys()]);
  }

  /** Starts the host's compute service, and leaves it to a Then whether it comes to its first heartbeat. */
  async tellToStart(alias: HostAlias): Promise<void> {
    await this.#begin(this.needs.knownHosts.nameOf(alias));
  }

  /** Expects the host's compute service to come to its heartbeats. */
  async expectStarted(alias: HostAlias): Promise<void> {
    this.needs.verifications.note();
    await this.#await(this.needs.knownHosts.nameOf(alias));
  }

  /** All of them start before the first is waited for, since each takes seconds. */
  async #startProcesses(hosts: readonly string[]): Promise<void> {
    for (const host of hosts) await this.#begin(host);
    for (const host of hosts) await this.#await(host);
  }

  async #begin(host: string): Promise<void> {
    const { cloud, leaks, knownConsumers, knownHosts, knownServers, transcript } = this.needs;
    this.#watching.set(host, leaks.watching(host));
    transcript.noteStartOf(host);
    await cloud.control.startCompute(host);
    for (const known of [knownHosts, knownServers, knownConsumers]) known.noteStartOf(host);
  }

  async #await(host: string): Promise<void> {
    const { cloud, people, deadlines, page } = this.needs;
    const watching = this.#watching.get(host) ?? cloud;
    await waitForHeartbeats(watching, people.auditor, host, this.#patience(deadlines.computeStart));
    const entry = this.#stopped.get(host);
    if (entry !== undefined) page.settle(entry);
    this.#stopped.delete(host);
  }

  async #untilDown(host: string): Promise<void> {
    const { cloud, people, deadlines, knownHosts } = this.needs;
    await waitUntilDown(cloud, people.auditor, host, this.#patience(deadlines.noticeDeadHost));
    knownHosts.noteTrouble(host, 'stopped');
  }

  /** All of them are told to stop before the first is waited for. */
  async #stopProcesses(hosts: readonly string[]): Promise<void> {
    const { cloud, transcript } = this.needs;
    for (const host of hosts) await this.#prepareStop(host);
    await Promise.all(hosts.map((host) => cloud.control.stopCompute(host)));
    for (const host of hosts) transcript.note(`the compute service of ${host} stops`);
  }

  async #prepareStop(host: string): Promise<void> {
    const { disturbances, page } = this.needs;
    await disturbances.beforeHost(host, 'stopped');
    this.#stopped.set(host, page.open({ kind: 'compute process', host }));
  }

  #patience(within: number) {
    return { within, requests: () => this.needs.transcript.exchanges() };
  }
}
