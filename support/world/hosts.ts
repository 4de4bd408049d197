import type { Service } from '../api/compute/services';
import { ExpectationFailed } from '../books/expectation';
import type { HostReference } from '../parameter-types';
import { computeServiceOf, waitForHeartbeats, waitUntilDown } from '../safety/compute-services';
import type { FormerService, OpenEntry } from '../safety/ledger';
import type { Scenario } from './scenario';

/** The compute hosts: which is meant, and what the operator does to them. */
export class Hosts {
  /** The scenario's only host. */
  readonly only: HostReference = { kind: 'the host' };
  readonly #scenario: Scenario;
  readonly #bound = new Map<string, string>();
  readonly #stopped = new Map<string, OpenEntry>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Says which host a scenario's word means from now on. Throws when it means another one already. */
  bind(reference: HostReference, host: string): void {
    const word = wordOf(reference);
    const already = this.#bound.get(word);
    if (already !== undefined && already !== host) {
      throw new Error(`${word} is ${already}, but the server was built on ${host}: the scenario needs a server group`);
    }
    this.#bound.set(word, host);
  }

  /** The host that is meant. Throws when the scenario has not said which one. */
  nameOf(reference: HostReference): string {
    const word = wordOf(reference);
    const host = this.#bound.get(word);
    if (host === undefined) throw new Error(`no step has said which host is ${word}: put a server on it first`);
    return host;
  }

  /** Forces the host down as the operator, and sees that Nova counts it as down. */
  async forceDown(reference: HostReference): Promise<void> {
    const host = this.nameOf(reference);
    const { id } = await this.#beforeDisturbing(host);
    this.#scenario.notes.noteTrouble(host, 'forced down');
    const changed = await this.#operator().compute.services.update(id, { forcedDown: true });
    if (!changed.forcedDown || changed.state !== 'down')
      throw new ExpectationFailed(`${host} should be forced down: ${tell(changed)}`);
  }

  /** Disables the host as the operator; it goes on running. */
  async disable(reference: HostReference): Promise<void> {
    const host = this.nameOf(reference);
    const { id } = await this.#beforeDisturbing(host);
    this.#scenario.notes.noteTrouble(host, 'disabled');
    const disabledReason = `local delete acceptance, run ${this.#scenario.run.name}`;
    const changed = await this.#operator().compute.services.update(id, { status: 'disabled', disabledReason });
    if (changed.status !== 'disabled' || changed.state !== 'up') {
      throw new ExpectationFailed(`${host} should be disabled and up: ${tell(changed)}`);
    }
  }

  /** Stops the host's compute service and waits until Nova counts it as down. */
  async stop(reference: HostReference): Promise<void> {
    const host = this.nameOf(reference);
    const { cloud, people, deadlines, transcript, notes, run, id } = this.#scenario;
    await this.#scenario.books.open();
    this.#stopped.set(host, run.ledger.open(id, { kind: 'compute process', host }));
    notes.noteTrouble(host, 'stopped');
    await cloud.control.stopCompute(host);
    const requests = () => transcript.exchanges();
    await waitUntilDown(cloud, people.auditor, host, { within: deadlines.noticeDeadHost, requests });
  }

  /** Starts the host's compute service and waits until its start is over, so that it reports. */
  async start(reference: HostReference): Promise<void> {
    const host = this.nameOf(reference);
    const { cloud, people, deadlines, transcript, notes, run } = this.#scenario;
    await cloud.control.startCompute(host);
    notes.noteStart(host);
    const requests = () => transcript.exchanges();
    await waitForHeartbeats(cloud, people.auditor, host, { within: deadlines.computeStart, requests });
    const entry = this.#stopped.get(host);
    if (entry !== undefined) run.ledger.settle(entry);
    this.#stopped.delete(host);
  }

  async #beforeDisturbing(host: string): Promise<Service> {
    await this.#scenario.books.open();
    const service = await computeServiceOf(this.#scenario.people.auditor, host);
    this.#scenario.run.ledger.open(this.#scenario.id, { kind: 'service', host, former: formerOf(service) });
    return service;
  }

  #operator() {
    return this.#scenario.people.person('operator');
  }
}

function wordOf(reference: HostReference): string {
  return reference.kind === 'named' ? `host ${reference.name}` : reference.kind;
}

function formerOf({ host, status, disabledReason, forcedDown }: Service): FormerService {
  if (status === 'unknown') throw new Error(`Nova cannot tell whether ${host} is enabled; its cell seems to be down`);
  return { status, disabledReason, forcedDown };
}

function tell({ status, state, forcedDown }: Service): string {
  return `it is ${status}, ${state}${forcedDown ? ', forced down' : ''}`;
}
