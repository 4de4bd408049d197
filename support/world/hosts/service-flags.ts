import { randomUUID } from 'node:crypto';
import type { ComputeClient } from '../../api/compute-client';
import type { ServiceUpdate, ToldService } from '../../api/compute/services-client';
import { compareVersions } from '../../api/pinned-versions';
import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import { tellFindings } from '../../books/findings';
import type { HostAlias, Mistake, PersonName } from '../../parameter-types';
import { reasonOf } from './compute-hosts';
import type { Scenario } from '../scenario';

/** From this microversion on a service is updated by its UUID, before by its host (reference B.5). */
const updatedByUuidSince = '2.53';

/** Nova's services as people list and update them; each request may be refused. */
export class Services {
  readonly #scenario: Scenario;
  #listed: readonly ToldService[] | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Forces the host down as that person, in the form of the microversion. */
  async forceDown(person: PersonName, alias: HostAlias, microversion?: string): Promise<void> {
    const host = this.#scenario.hosts.nameOf(alias);
    const { id } = await this.#scenario.hosts.beforeDisturbing(host);
    const { services } = this.#compute(person, microversion);
    const isOld = microversion !== undefined && compareVersions(microversion, updatedByUuidSince) < 0;
    if (isOld) await services.forceDown(host, true);
    else await services.update(id, { forcedDown: true });
    this.#scenario.notes.noteTrouble(host, 'forced down');
  }

  /** Takes the flag back as that person, in the old form and with a word in its place. */
  async forceUpByWord(person: PersonName, alias: HostAlias): Promise<void> {
    const host = this.#scenario.hosts.nameOf(alias);
    await this.#scenario.hosts.beforeDisturbing(host);
    await this.#compute(person, '2.52').services.forceDown(host, 'false');
  }

  /** Disables or enables the host as that person. */
  setStatus(person: PersonName, alias: HostAlias, status: 'disabled' | 'enabled'): Promise<void> {
    return this.#update(person, alias, { status });
  }

  /** Disables the host as that person, and says why. */
  disableWithReason(person: PersonName, alias: HostAlias): Promise<void> {
    return this.#update(person, alias, { status: 'disabled', disabledReason: reasonOf(this.#scenario) });
  }

  /** Sends an update of the host's service that makes no sense (reference B.5). */
  async updateWrongly(person: PersonName, alias: HostAlias, mistake: Mistake): Promise<void> {
    const host = this.#scenario.hosts.nameOf(alias);
    const { id } = await this.#scenario.hosts.beforeDisturbing(host);
    const compute = this.#compute(person);
    if (mistake === 'force-down at microversion 2.10') return compute.at('2.10').services.forceDown(host, true);
    const { service = id, body } = await this.#wrongUpdate(mistake);
    return compute.services.updateAsTold(service, body);
  }

  /** Lists all services as that person. */
  async list(person: PersonName, microversion?: string): Promise<void> {
    this.#listed = await this.#compute(person, microversion).services.listAsTold();
  }

  /** Expects the last list not to tell of any service whether it is forced down. */
  expectNoWordOfForcingDown(): void {
    this.#expectOfAll('no word of whether it is forced down', ({ forcedDown }) => forcedDown === undefined);
  }

  /** Expects the last list to have a number as each service's id. */
  expectNumbersAsIds(): void {
    this.#expectOfAll('a number as its id', ({ id }) => typeof id === 'number');
  }

  async #update(person: PersonName, alias: HostAlias, update: ServiceUpdate): Promise<void> {
    const host = this.#scenario.hosts.nameOf(alias);
    const { id } = await this.#scenario.hosts.beforeDisturbing(host);
    await this.#compute(person).services.update(id, update);
    if (update.status === 'disabled') this.#scenario.notes.noteTrouble(host, 'disabled');
  }

  #expectOfAll(expected: string, holds: (service: ToldService) => boolean): void {
    const listed = this.#listed;
    if (listed === undefined) throw new Error('no step has listed the services');
    if (listed.length === 0) throw new ExpectationFailed('the list of services is empty');
    this.#scenario.notes.noteVerification();
    const wrong = listed.find((service) => !holds(service));
    if (wrong === undefined) return;
    const forcedDown = wrong.forcedDown === undefined ? '' : `, forced_down ${String(wrong.forcedDown)}`;
    const last = this.#scenario.transcript.lastAct();
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `each service with ${expected}` },
        { label: 'seen', text: `${wrong.binary} on ${wrong.host} with id ${JSON.stringify(wrong.id)}${forcedDown}` },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
      ]),
    );
  }

  async #wrongUpdate(mistake: Exclude<Mistake, 'force-down at microversion 2.10'>): Promise<WrongUpdate> {
    switch (mistake) {
      case 'a malformed id':
        return { service: 'no-uuid', body: { forced_down: true } };
      case 'an unknown id':
        return { service: randomUUID(), body: { forced_down: true } };
      case 'no change':
        return { body: {} };
      case 'a reason for enabling':
        return { body: { status: 'enabled', disabled_reason: 'none' } };
      case 'an unknown status':
        return { body: { status: 'resting' } };
      case 'a number for a flag':
        return { body: { forced_down: 1 } };
      case 'the id of a scheduler':
        return { service: await this.#findScheduler(), body: { forced_down: true } };
    }
  }

  async #findScheduler(): Promise<string> {
    const { auditor } = this.#scenario.people;
    const [scheduler] = await auditor.compute.services.list({ binary: 'nova-scheduler' });
    if (scheduler === undefined) throw new CloudNotReady(`${this.#scenario.cloud.name} lists no nova-scheduler`);
    return scheduler.id;
  }

  #compute(person: PersonName, microversion?: string): ComputeClient {
    const { compute } = this.#scenario.people.person(person);
    return microversion === undefined ? compute : compute.at(microversion);
  }
}

interface WrongUpdate {
  /** The host's own when left out. */
  readonly service?: string;
  readonly body: Readonly<Record<string, unknown>>;
}
