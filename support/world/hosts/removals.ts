import { randomUUID } from 'node:crypto';
import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import type { HostAlias, PersonName, WrongId } from '../../parameter-types';
import { Noun, type Story } from '../story/story';

/** Compute services that an operator removes, with all that Nova keeps of their hosts. */
export class Removals extends Noun<Story> {
  /** Removes the host's compute service, as that person; the cloud may refuse it. */
  async remove(person: PersonName, alias: HostAlias): Promise<void> {
    const { knownHosts, people } = this.needs;
    const host = knownHosts.nameOf(alias);
    const id = await this.#beforeRemoval(host);
    await people.person(person).compute.services.delete(id);
    knownHosts.removed.add(host);
  }

  /** Removes, as that person, the compute service of an id that is none. */
  async removeNone(person: PersonName, wrong: WrongId): Promise<void> {
    const id = wrong === 'a malformed id' ? 'no-uuid' : randomUUID();
    await this.needs.people.person(person).compute.services.delete(id);
  }

  /** Expects the host's provider to be gone, at the first look: Nova has removed it before it answered. */
  async expectProviderGone(alias: HostAlias): Promise<void> {
    const { books, evidence, knownHosts, people, transcript, verifications } = this.needs;
    const host = knownHosts.nameOf(alias);
    const provider = await books.providerOf(host);
    const found = await people.auditor.placement.providers.list({ inTree: provider });
    verifications.note();
    if (found.length === 0) return;
    throw failure({
      expected: `no provider of ${host} in Placement`,
      seen: `${found.map(({ name }) => name).join(', ')} (${provider})`,
      last: transcript.lastChange(),
      likely: (await evidence.causeOfLeft())?.words ?? 'Nova has removed the compute service, and not its provider',
    });
  }

  /** Expects the host's compute service to end by itself and not to come among Nova's services. */
  async expectRefused(alias: HostAlias): Promise<void> {
    const { cloud, deadlines, eventually, knownHosts, people, transcript, verifications } = this.needs;
    const host = knownHosts.nameOf(alias);
    const control = this.#control();
    const look = async (): Promise<void> => {
      if (await control.computeIsRunning(host))
        throw new ExpectationFailed(`the compute service of ${host} still runs`);
    };
    await eventually(`the compute service of ${host} to refuse to run on ${cloud.name}`, look, deadlines.computeStart);
    knownHosts.noteRefusedStartOf(host);
    const listed = await people.auditor.compute.services.list({ host, binary: 'nova-compute' });
    verifications.note();
    if (listed.length === 0) return;
    const last = transcript.lastChange();
    throw failure({ expected: `no compute service of ${host}`, seen: 'Nova lists one', last });
  }

  /** The ledger knows which aggregates the host was in before Nova takes it out of them. */
  async #beforeRemoval(host: string): Promise<string> {
    const { disturbances, page, people, knownHosts } = this.needs;
    this.#control();
    const { id } = await disturbances.beforeHost(host, 'removed');
    const aggregates = await people.background.compute.aggregates.list();
    const own = aggregates.filter(({ hosts }) => hosts.includes(host)).map((aggregate) => aggregate.id);
    page.open({ kind: 'removed host', host, service: id, aggregates: own });
    knownHosts.inUse.add(host);
    return id;
  }

  #control() {
    const { control, name } = this.needs.cloud;
    if (control.removals !== undefined) return control.removals;
    throw new CloudNotReady(`${name} cannot bring a removed host back: the scenario needs @removes-host`);
  }
}
