import { randomUUID } from 'node:crypto';
import type { ComputeClient } from '../../api/compute-client';
import type { Service, ServiceUpdate } from '../../api/compute/services-client';
import { compareVersions } from '../../api/pinned-versions';
import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import type { HostAlias, Mistake, PersonName } from '../../parameter-types';
import type { FormerService } from '../../safety/ledger';
import { Noun, type Story } from '../story/story';
import { otherwise, reasonOf, tellService } from './service-looks';

/** From this microversion on a service is updated by its UUID, before by its host (reference B.5). */
const updatedByUuidSince = '2.53';

/** What people write into a compute service's record: the flag by which it is forced down, and whether it is enabled. */
export class ServiceFlags extends Noun<Story> {
  /** Forces the host down as the operator, and sees that Nova counts it as down. */
  async haveForcedDown(alias: HostAlias): Promise<void> {
    const { changed } = await this.#update('operator', alias, { forcedDown: true });
    if (changed.forcedDown && changed.state === 'down') return;
    const last = this.needs.transcript.lastChange();
    throw otherwise(
      changed,
      'forced down',
      last,
      changed.forcedDown ? ['the host counts as up', 'it is forced down'] : [],
    );
  }

  /** Forces the host down as that person, in the form of the microversion. */
  async forceDown(person: PersonName, alias: HostAlias, microversion?: string): Promise<void> {
    const isOld = microversion !== undefined && compareVersions(microversion, updatedByUuidSince) < 0;
    if (isOld) await this.#forceByHost(person, alias, microversion);
    else await this.#update(person, alias, { forcedDown: true }, microversion);
  }

  /** Clears the flag, as that person; the host counts as up again if it has been beating all the time. */
  async forceUp(person: PersonName, alias: HostAlias): Promise<void> {
    const { changed } = await this.#update(person, alias, { forcedDown: false });
    if (changed.forcedDown) {
      throw new ExpectationFailed(`${changed.host} should be forced up again: ${tellService(changed)}`);
    }
  }

  /** Takes the flag back as that person, in the old form and with a word in its place. */
  async forceUpByWord(person: PersonName, alias: HostAlias): Promise<void> {
    const { host } = await this.#beforeUpdate(alias);
    await this.#compute(person, '2.52').services.forceDown(host, 'false');
  }

  /** Disables the host as the operator, with a reason; if it runs it goes on running. */
  async haveDisabled(alias: HostAlias): Promise<void> {
    const { knownHosts, runName, transcript } = this.needs;
    const update = { status: 'disabled', disabledReason: reasonOf(runName) } as const;
    const { former, changed } = await this.#update('operator', alias, update);
    const last = transcript.lastChange();
    if (changed.status !== 'disabled') throw otherwise(changed, 'disabled', last);
    // Whether a host that does not run still counts as down is for a Then to say.
    if (knownHosts.isRunning(changed.host) && changed.state !== 'up') {
      throw otherwise(changed, 'disabled and up', last, [
        'it was only disabled',
        ...(former.state === 'up' ? (['it counted as up just before'] as const) : []),
        ...(changed.state === 'down' ? (['the host counts as down'] as const) : []),
      ]);
    }
  }

  /** Disables or enables the host as that person. */
  async setStatus(person: PersonName, alias: HostAlias, status: 'disabled' | 'enabled'): Promise<void> {
    await this.#update(person, alias, { status });
  }

  /** Disables the host as that person, and says why. */
  async disableWithReason(person: PersonName, alias: HostAlias): Promise<void> {
    await this.#update(person, alias, { status: 'disabled', disabledReason: reasonOf(this.needs.runName) });
  }

  /** Sends an update of the host's service that makes no sense (reference B.5). */
  async updateWrongly(person: PersonName, alias: HostAlias, mistake: Mistake): Promise<void> {
    const { id, host } = await this.#beforeUpdate(alias);
    const compute = this.#compute(person);
    if (mistake === 'force-down at microversion 2.10') return compute.at('2.10').services.forceDown(host, true);
    const { service = id, body } = await this.#wrongUpdate(mistake);
    return compute.services.updateAsTold(service, body);
  }

  async #forceByHost(person: PersonName, alias: HostAlias, microversion: string): Promise<void> {
    const { host } = await this.#beforeUpdate(alias);
    await this.#compute(person, microversion).services.forceDown(host, true);
    this.needs.knownHosts.noteTrouble(host, 'forced down');
  }

  async #update(person: PersonName, alias: HostAlias, update: ServiceUpdate, microversion?: string) {
    const { knownHosts } = this.needs;
    const former = await this.#beforeUpdate(alias);
    const changed = await this.#compute(person, microversion).services.update(former.id, update);
    if (update.forcedDown === true) knownHosts.noteTrouble(former.host, 'forced down');
    if (update.forcedDown === false) knownHosts.noteForcedUp(former.host);
    if (update.status === 'disabled') knownHosts.noteTrouble(former.host, 'disabled');
    return { former, changed };
  }

  /** The ledger knows the service's flags before one of them is touched. */
  async #beforeUpdate(alias: HostAlias): Promise<Service> {
    const { disturbances, knownHosts, page } = this.needs;
    const host = knownHosts.nameOf(alias);
    const service = await disturbances.beforeHost(host, 'disturbed');
    page.open({ kind: 'service', host, former: formerOf(service) });
    return service;
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
    const { auditor } = this.needs.people;
    const [scheduler] = await auditor.compute.services.list({ binary: 'nova-scheduler' });
    if (scheduler === undefined) throw new CloudNotReady(`${this.needs.cloud.name} lists no nova-scheduler`);
    return scheduler.id;
  }

  #compute(person: PersonName, microversion?: string): ComputeClient {
    const { compute } = this.needs.people.person(person);
    return microversion === undefined ? compute : compute.at(microversion);
  }
}

interface WrongUpdate {
  /** The host's own when left out. */
  readonly service?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function formerOf({ host, status, disabledReason, forcedDown }: Service): FormerService {
  if (status === 'unknown')
    throw new CloudNotReady(`Nova cannot tell whether ${host} is enabled; its cell seems to be down`);
  return { status, disabledReason, forcedDown };
}
