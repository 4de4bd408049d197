import { ExpectationFailed } from '../../books/expectation';
import { shortId, tellFindings, tellLikely } from '../../books/findings';
import type { Fate, PersonName } from '../../parameter-types';
import type { KnownServer } from '../story/notes';
import type { Scenario } from '../scenario';

/** The images that the scenario's servers are shelved in. */
export class Images {
  readonly #scenario: Scenario;
  readonly #shelved = new Map<string, string>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Asks for the server to be shelved as that person; the image that Nova makes for it is the run's. */
  async shelve(person: PersonName, { uuid }: KnownServer): Promise<void> {
    const { run, id, people } = this.#scenario;
    const { name } = await people.auditor.compute.servers.get(uuid);
    const entry = run.ledger.open(id, { kind: 'image', name: `${name}-shelved` });
    await people.person(person).compute.servers.shelve(uuid);
    const image = await people.auditor.image.findByName(`${name}-shelved`);
    if (image === undefined) return;
    run.ledger.made(entry, image.id);
    this.#shelved.set(uuid, image.id);
  }

  /** The id of the image that the server was shelved in, when it was and needed one. */
  shelvedFor(uuid: string): { readonly shelvedImage?: string } {
    const shelvedImage = this.#shelved.get(uuid);
    return shelvedImage === undefined ? {} : { shelvedImage };
  }

  /** Deletes the shelved image as that person. */
  async delete(person: PersonName): Promise<void> {
    const { image } = this.#only();
    await this.#scenario.people.person(person).image.delete(image);
  }

  /** Expects the shelved image to be gone, or to be there still, at the first look. */
  async expectFate(fate: Fate): Promise<void> {
    if (fate !== 'gone') throw new Error(`an image is never ${fate}: say that it should be gone`);
    const { image, server, uuid } = this.#only();
    const { people, notes, transcript, evidence } = this.#scenario;
    const found = await people.auditor.image.find(image);
    notes.noteVerification();
    if (found === undefined) return;
    const last = transcript.lastChange();
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `the shelved image ${shortId(image)} of ${server} is gone` },
        { label: 'seen', text: `it is there, ${found.status}` },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        ...tellLikely(await evidence.causeOfLeftImage(image, uuid)),
      ]),
    );
  }

  #only(): { readonly image: string; readonly server: string; readonly uuid: string } {
    const [shelved, ...others] = [...this.#shelved];
    if (shelved === undefined) throw new Error('no step has shelved a server that needs an image');
    if (others.length > 0) throw new Error('several servers are shelved: "the shelved image" could be of any');
    const [uuid, image] = shelved;
    const server = this.#scenario.notes.servers().find((known) => known.uuid === uuid);
    return { image, server: server?.name ?? uuid, uuid };
  }
}
