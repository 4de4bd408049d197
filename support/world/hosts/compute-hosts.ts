import type { Service } from '../../api/compute/services-client';
import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import { likelyCause, type Clue } from '../../books/causes';
import { tellFindings, tellLikely } from '../../books/findings';
import type { HostAlias, HostState, PersonName } from '../../parameter-types';
import { computeServiceOf, waitForHeartbeats, waitUntilDown } from '../../safety/compute-services';
import type { FormerService, OpenEntry } from '../../safety/ledger';
import { hostWord } from '../story/aliases';
import type { Scenario } from '../scenario';

/** The compute hosts: which is meant, and what the operator does to them. */
export class Hosts {
  /** The scenario's only host. */
  readonly only: HostAlias = { kind: 'the host' };
  readonly #scenario: Scenario;
  readonly #bound = new Map<string, { readonly alias: HostAlias; readonly host: string }>();
  readonly #stopped = new Map<string, OpenEntry>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

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

  /** The host that is meant. Throws when the scenario has not said which one. */
  nameOf(alias: HostAlias): string {
    const word = hostWord(alias);
    const host = this.find(alias);
    if (host === undefined) throw new Error(`no step has said which host is ${word}: put a server on it first`);
    return host;
  }

  /** Forces the host down as the operator, and sees that Nova counts it as down. */
  async forceDown(alias: HostAlias): Promise<void> {
    const host = this.nameOf(alias);
    const { id } = await this.beforeDisturbing(host);
    this.#scenario.notes.noteTrouble(host, 'forced down');
    const changed = await this.#operator().compute.services.update(id, { forcedDown: true });
    if (!changed.forcedDown || changed.state !== 'down')
      throw this.#otherwise(
        host,
        'forced down',
        changed,
        changed.forcedDown ? ['the host counts as up', 'it is forced down'] : [],
      );
  }

  /** Clears the flag, as that person; the host counts as up again if it has been beating all the time. */
  async forceUp(person: PersonName, alias: HostAlias): Promise<void> {
    const host = this.nameOf(alias);
    const { id } = await this.beforeDisturbing(host);
    const { services } = this.#scenario.people.person(person).compute;
    const changed = await services.update(id, { forcedDown: false });
    this.#scenario.notes.noteForcedUp(host);
    if (changed.forcedDown) throw new ExpectationFailed(`${host} should be forced up again: ${tell(changed)}`);
  }

  /** Takes the host, or whichever exclusive host is ready, for one that is up: enabled, not forced down, and beating. */
  async beUp(alias: HostAlias): Promise<void> {
    const { cloud, people } = this.#scenario;
    const taken = this.find(alias);
    const looks: string[] = [];
    for (const host of taken === undefined ? cloud.hosts : [taken]) {
      const service = await computeServiceOf(people.auditor, host);
      if (service.state === 'up' && service.status === 'enabled') {
        this.bind(alias, host);
        return;
      }
      looks.push(`${host}: ${tell(service)}`);
    }
    throw new ExpectationFailed(`${hostWord(alias)} should be enabled and up; ${looks.join('; ')}`);
  }

  /** Expects Nova to show the host's compute service in that state, at the first look. */
  async expectState(alias: HostAlias, state: HostState): Promise<void> {
    const host = this.nameOf(alias);
    const service = await computeServiceOf(this.#scenario.people.auditor, host);
    this.#scenario.notes.noteVerification();
    if (!isIn(state, service)) throw this.#otherwise(host, state, service);
  }

  /** Expects Nova to tell the reason that the operator of the suite gives, or none, at the first look. */
  async expectReason(alias: HostAlias, wanted: 'the reason given' | 'none'): Promise<void> {
    const host = this.nameOf(alias);
    const { disabledReason } = await computeServiceOf(this.#scenario.people.auditor, host);
    this.#scenario.notes.noteVerification();
    const expected = wanted === 'none' ? undefined : reasonOf(this.#scenario);
    if (disabledReason === expected) return;
    const last = this.#scenario.transcript.lastChange();
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `${host} ${tellReason(expected)}` },
        { label: 'seen', text: `it ${tellReason(disabledReason)}` },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        {
          label: 'likely',
          text:
            wanted === 'none'
              ? 'enabling the host has not cleared its disabled_reason'
              : 'Nova has not kept the disabled_reason, or something else than enabling the host has cleared it',
        },
      ]),
    );
  }

  /** Disables the host as the operator, with a reason; if it runs it goes on running. */
  async disable(alias: HostAlias): Promise<void> {
    const host = this.nameOf(alias);
    const { id, state } = await this.beforeDisturbing(host);
    this.#scenario.notes.noteTrouble(host, 'disabled');
    const disabledReason = reasonOf(this.#scenario);
    const changed = await this.#operator().compute.services.update(id, { status: 'disabled', disabledReason });
    if (changed.status !== 'disabled') throw this.#otherwise(host, 'disabled', changed);
    // Whether a host that does not run still counts as down is for a Then to say.
    if (this.#scenario.notes.isRunning(host) && changed.state !== 'up') {
      throw this.#otherwise(host, 'disabled and up', changed, [
        'it was only disabled',
        ...(state === 'up' ? (['it counted as up just before'] as const) : []),
        ...(changed.state === 'down' ? (['the host counts as down'] as const) : []),
      ]);
    }
  }

  /** Stops the host's compute service, unless it is stopped already, and waits until Nova counts it as down. */
  async stop(alias: HostAlias): Promise<void> {
    const host = this.nameOf(alias);
    if (!this.#stopped.has(host)) await this.#stopProcess(host);
    await this.#untilDown(host);
  }

  /** Stops every exclusive host; one that the scenario has not spoken of is host B from now on. */
  async stopEach(): Promise<void> {
    const { hosts } = this.#scenario.cloud;
    const another = hosts.find((host) => !this.bound().includes(host));
    if (another !== undefined) this.bind({ kind: 'named', name: 'B' }, another);
    for (const host of hosts) await this.#stopProcess(host);
    for (const host of hosts) await this.#untilDown(host);
  }

  /** Stops the host's compute service, and sees that Nova still counts it as up: its last heartbeat is fresh enough. */
  async stopJustNow(alias: HostAlias): Promise<void> {
    const host = this.nameOf(alias);
    this.#scenario.notes.noteTrouble(host, 'only just stopped');
    await this.#stopProcess(host);
    const service = await computeServiceOf(this.#scenario.people.auditor, host);
    if (service.state !== 'up') {
      throw new ExpectationFailed(`${host} should still count as up, for it has only just stopped: ${tell(service)}`);
    }
  }

  /** Starts the host's compute service and waits until its start is over, so that it reports. */
  async start(alias: HostAlias): Promise<void> {
    const host = this.nameOf(alias);
    const { cloud, people, deadlines, transcript, notes, leaks, run } = this.#scenario;
    const watching = leaks.watching(host);
    await cloud.control.startCompute(host);
    notes.noteStart(host);
    leaks.expectHealed(host);
    const requests = () => transcript.exchanges();
    await waitForHeartbeats(watching, people.auditor, host, { within: deadlines.computeStart, requests });
    const entry = this.#stopped.get(host);
    if (entry !== undefined) run.ledger.settle(entry);
    this.#stopped.delete(host);
  }

  async #untilDown(host: string): Promise<void> {
    const { cloud, people, deadlines, transcript, notes } = this.#scenario;
    const requests = () => transcript.exchanges();
    await waitUntilDown(cloud, people.auditor, host, { within: deadlines.noticeDeadHost, requests });
    notes.noteTrouble(host, 'stopped');
  }

  async #stopProcess(host: string): Promise<void> {
    const { cloud, books, guard, run, id } = this.#scenario;
    await books.open();
    await guard.beforeDisturbing(host, 'stopped');
    this.#stopped.set(host, run.ledger.open(id, { kind: 'compute process', host }));
    await cloud.control.stopCompute(host);
  }

  /** What has to be so before an operator's flag of the host is touched: the books are open, the ledger knows the flags. */
  async beforeDisturbing(host: string): Promise<Service> {
    await this.#scenario.books.open();
    const service = await this.#scenario.guard.beforeDisturbing(host, 'disturbed');
    this.#scenario.run.ledger.open(this.#scenario.id, { kind: 'service', host, former: formerOf(service) });
    return service;
  }

  #otherwise(host: string, expected: string, seen: Service, clues: readonly Clue[] = []): ExpectationFailed {
    const last = this.#scenario.transcript.lastChange();
    return new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `${host} is ${expected}` },
        { label: 'seen', text: tell(seen) },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        ...tellLikely(likelyCause(clues)),
      ]),
    );
  }

  #operator() {
    return this.#scenario.people.person('operator');
  }
}

/** Why the suite's operator disables a host. */
export function reasonOf({ run }: Pick<Scenario, 'run'>): string {
  return `local delete acceptance, run ${run.name}`;
}

function formerOf({ host, status, disabledReason, forcedDown }: Service): FormerService {
  if (status === 'unknown')
    throw new CloudNotReady(`Nova cannot tell whether ${host} is enabled; its cell seems to be down`);
  return { status, disabledReason, forcedDown };
}

function isIn(state: HostState, service: Service): boolean {
  if (state === 'forced down') return service.forcedDown;
  return service.state === state || service.status === state;
}

function tell({ status, state, forcedDown }: Service): string {
  return `it is ${status}, ${state}${forcedDown ? ', forced down' : ''}`;
}

function tellReason(reason: string | undefined): string {
  return reason === undefined ? 'tells no reason for being disabled' : `tells the reason "${reason}"`;
}
