import { CloudNotReady, type ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import { computeServiceOf } from '../../safety/compute-services';
import type { HostAlias, PersonName } from '../../parameter-types';
import { Noun, type Story } from '../story/story';

/** Nova sets it on the provider of a disabled host, so that Placement offers it no more (reference B.5). */
const disabledTrait = 'COMPUTE_STATUS_DISABLED';

/** The hosts' providers in Placement, as people read them. */
export class HostProviders extends Noun<Story> {
  #offered: ReadonlySet<string> | undefined;

  /** Reads the host's provider as that person. */
  async read(person: PersonName, alias: HostAlias): Promise<void> {
    const provider = await this.#providerOf(alias);
    await this.needs.people.person(person).placement.providers.find(provider);
  }

  /** Asks Placement, as that person, where a server of the usual flavor would fit. */
  async askForAPlace(person: PersonName): Promise<void> {
    const { people, cloud } = this.needs;
    const flavor = await people.auditor.compute.flavors.findByName(cloud.resources.flavor);
    if (flavor === undefined) throw new CloudNotReady(`${cloud.name} has no flavor "${cloud.resources.flavor}"`);
    const resources = { VCPU: flavor.vcpus, MEMORY_MB: flavor.ram, DISK_GB: flavor.disk };
    const candidates = await people.person(person).placement.candidates.list({ resources });
    this.#offered = new Set(candidates.flatMap(({ allocations }) => Object.keys(allocations)));
  }

  /** Expects the host to have been among the places that Placement offered last. */
  async expectOffered(alias: HostAlias): Promise<void> {
    if (this.#offered === undefined) throw new Error('no step has asked Placement for a place');
    const host = this.needs.knownHosts.nameOf(alias);
    this.needs.verifications.note();
    if (this.#offered.has(await this.#providerOf(alias))) return;
    throw this.#failure(`${host} among the places that Placement offers`, await this.#tellOffered());
  }

  /** Expects the provider to bear the mark of a disabled host, or not to. Nova sets it before it answers the operator. */
  async expectMark(alias: HostAlias, expected: 'marked' | 'unmarked'): Promise<void> {
    const host = this.needs.knownHosts.nameOf(alias);
    const { traits } = await this.needs.people.auditor.placement.providers.traits(await this.#providerOf(alias));
    this.needs.verifications.note();
    const seen = traits.includes(disabledTrait) ? 'marked' : 'unmarked';
    if (seen === expected) return;
    const { status } = await computeServiceOf(this.needs.people.auditor, host);
    throw this.#failure(
      `the provider of ${host} ${expected === 'marked' ? 'with' : 'without'} the trait ${disabledTrait}`,
      `the provider ${seen === 'marked' ? 'with' : 'without'} it, while the service is ${status}`,
    );
  }

  async #providerOf(alias: HostAlias): Promise<string> {
    return this.needs.books.providerOf(this.needs.knownHosts.nameOf(alias));
  }

  async #tellOffered(): Promise<string> {
    const { cloud, books } = this.needs;
    const offered: string[] = [];
    for (const host of cloud.hosts) if (this.#offered?.has(await books.providerOf(host)) === true) offered.push(host);
    return offered.length === 0 ? 'it offers none of the exclusive hosts' : `it offers ${offered.join(', ')}`;
  }

  #failure(expected: string, seen: string): ExpectationFailed {
    return failure({ expected, seen, last: this.needs.transcript.tellLastAct() });
  }
}
