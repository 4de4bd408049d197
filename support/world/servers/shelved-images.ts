import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { Fate, PersonName } from '../../parameter-types';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';

/** The images that the scenario's servers are shelved in. */
export class ShelvedImages extends Noun<Story> {
  readonly #shelved = new Map<string, string>();

  /** Asks for the server to be shelved as that person; the image that Nova makes for it is the run's. */
  async shelve(person: PersonName, { uuid }: KnownServer): Promise<void> {
    const { page, people } = this.needs;
    const server = await people.auditor.compute.servers.get(uuid);
    const image = await page.make('image', `${server.name}-shelved`, async (name) => {
      await people.person(person).compute.servers.shelve(uuid);
      return (await people.auditor.image.findByName(name))?.id;
    });
    if (image !== undefined) this.#shelved.set(uuid, image);
  }

  /** The id of the image that the server was shelved in, when it was and needed one. */
  shelvedFor(uuid: string): { readonly shelvedImage?: string } {
    const shelvedImage = this.#shelved.get(uuid);
    return shelvedImage === undefined ? {} : { shelvedImage };
  }

  /** Deletes the shelved image as that person. */
  async delete(person: PersonName): Promise<void> {
    const { image } = this.#only();
    await this.needs.people.person(person).image.delete(image);
  }

  /** Expects the shelved image to be gone, or to be there still, at the first look. */
  async expectFate(fate: Fate): Promise<void> {
    if (fate !== 'gone') throw new Error(`an image is never ${fate}: say that it should be gone`);
    const { image, server, uuid } = this.#only();
    const { people, transcript, belongingEvidence, verifications } = this.needs;
    const found = await people.auditor.image.find(image);
    verifications.note();
    if (found === undefined) return;
    throw failure({
      expected: `the shelved image ${shortId(image)} of ${server} is gone`,
      seen: `it is there, ${found.status}`,
      last: transcript.lastChange(),
      likely: (await belongingEvidence.causeOfLeftImage(image, uuid))?.words,
    });
  }

  #only(): { readonly image: string; readonly server: string; readonly uuid: string } {
    const [shelved, ...others] = [...this.#shelved];
    if (shelved === undefined) throw new Error('no step has shelved a server that needs an image');
    if (others.length > 0) throw new Error('several servers are shelved: "the shelved image" could be of any');
    const [uuid, image] = shelved;
    return { image, server: this.needs.knownServers.byId(uuid)?.name ?? uuid, uuid };
  }
}
