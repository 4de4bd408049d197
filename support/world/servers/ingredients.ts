import type { NewServer } from '../../api/compute/servers-client';
import { CloudNotReady } from '../../books/expectation';
import type { PersonName } from '../../contract/person-names';
import { Noun, type Story } from '../story/story';

/** What all servers of the suite are made of, by the names that the cloud's configuration gives. Ids are looked up once in a run. */
export class Ingredients extends Noun<Story> {
  /** Flavor, image, network and zone, as the person finds them. */
  async of(person: PersonName): Promise<Omit<NewServer, 'name'>> {
    const { resources } = this.needs.cloud;
    const { compute, network: neutron } = this.needs.people.person(person);
    const [flavorId, imageId, network] = await Promise.all([
      this.#idOf(person, 'flavor', resources.flavor, (name) => compute.flavors.findByName(name)),
      this.imageId(person),
      this.#idOf(person, 'network', resources.network, (name) => neutron.networks.findByName(name)),
    ]);
    return { flavorId, imageId, networks: [{ network }], availabilityZone: resources.zone };
  }

  imageId(person: PersonName): Promise<string> {
    const { image: images } = this.needs.people.person(person);
    return this.#idOf(person, 'image', this.needs.cloud.resources.image, (name) => images.findByName(name));
  }

  async #idOf(
    person: PersonName,
    kind: string,
    name: string,
    find: (name: string) => Promise<{ readonly id: string } | undefined>,
  ): Promise<string> {
    const { lasting, cloud, transcript } = this.needs;
    const id = await transcript.aside(() => lasting.idOf(person, `${kind} ${name}`, () => find(name)));
    if (id === undefined) throw new CloudNotReady(`${cloud.name} has no ${kind} "${name}" that the ${person} may use`);
    return id;
  }
}
