import type { Attachment } from '../api/volume/attachments';
import type { Volume } from '../api/volume/volumes';
import { ExpectationFailed } from '../books/expectation';
import type { VolumeToLookAt } from '../books/gather';
import { shortId, tellFindings } from '../books/telling';
import type { Fate, PersonName } from '../parameter-types';
import { NoUseWaiting } from '../waiting';
import type { Scenario } from './scenario';

/** What the volume is for: more room, the root disk of a server, or two servers at once. */
export type VolumePurpose = 'data' | 'booting' | 'sharing';

/** The volume that the owner has made, and what is to become of it with its server. */
type KnownVolume = Pick<VolumeToLookAt, 'id' | 'atTermination'>;

/** The volume of the scenario, which its owner makes before a server gets it. */
export class Volumes {
  readonly #scenario: Scenario;
  #volume: KnownVolume | undefined;
  #leak: 'none' | 'expected' = 'none';

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Its id. Throws when no step has made one. */
  get id(): string {
    return this.#known().id;
  }

  /**
   * Makes the volume as the owner, waits until it is available, and returns its id.
   *
   * @param atTermination what Nova is to do with it when its server is deleted; whoever makes the server has to say so
   */
  async make(purpose: VolumePurpose, atTermination: 'keep' | 'delete' = 'keep'): Promise<string> {
    if (this.#volume !== undefined) throw new Error('there is a volume already: "the volume" could be either');
    const { run, id, people, cloud, deadlines } = this.#scenario;
    const { volumeType, volumeTypeMultiattach } = cloud.resources;
    const name = `ld-${run.name}-${id}-volume`;
    const imageId = purpose === 'booting' ? await this.#imageId() : undefined;
    const type = purpose === 'sharing' ? volumeTypeMultiattach : volumeType;
    const entry = run.ledger.open(id, { kind: 'volume', name });
    const made = await people.person('owner').volume.volumes.create({ name, sizeGb: 1, imageId, type });
    run.ledger.made(entry, made);
    this.#volume = { id: made, atTermination };
    await this.#scenario.eventually('the volume to be available', () => this.#whenMade(made), deadlines.build);
    return made;
  }

  /** Asks for the volume to be deleted as that person. */
  async delete(person: PersonName): Promise<void> {
    await this.#scenario.people.person(person).volume.volumes.delete(this.id);
  }

  /**
   * Expects that to have become of the volume. Free and in use at the first look, whereas Cinder deletes after it has answered. In
   * use is: reserved for a server or attached to one, be it gone; what a step says of a gone server is a leak that the books pass over.
   */
  async expectFate(fate: Fate): Promise<void> {
    const { notes, deadlines } = this.#scenario;
    const look = () => this.#look(fate);
    if (fate === 'gone') await this.#scenario.eventually('the volume to be gone', look, deadlines.afterwork);
    else await look();
    notes.noteVerification();
    if (fate === 'in use') this.#leak = 'expected';
  }

  /** What the books look at when the scenario ends; nothing in a scenario without volume. */
  toLookAt(): readonly VolumeToLookAt[] {
    return this.#volume === undefined ? [] : [{ ...this.#volume, leak: this.#leak }];
  }

  #known(): KnownVolume {
    if (this.#volume === undefined) throw new Error('no step has made a volume');
    return this.#volume;
  }

  async #imageId(): Promise<string> {
    const { run, cloud, people, transcript } = this.#scenario;
    const { image } = cloud.resources;
    const find = () => people.person('owner').image.findByName(image);
    const id = await transcript.aside(() => run.lasting.idOf('owner', `image ${image}`, find));
    if (id === undefined) throw new Error(`${cloud.name} has no image "${image}" that the owner may use`);
    return id;
  }

  async #whenMade(id: string): Promise<void> {
    const status = (await this.#scenario.people.auditor.volume.volumes.find(id))?.status ?? 'gone';
    if (status === 'available') return;
    if (status === 'error' || status === 'gone') throw new NoUseWaiting(`the volume ${shortId(id)} is ${status}`);
    throw new ExpectationFailed(`the volume ${shortId(id)} is ${status}`);
  }

  async #look(fate: Fate): Promise<void> {
    const { people, transcript } = this.#scenario;
    const { id } = this.#known();
    const last = transcript.lastChange();
    const { volumes, attachments } = people.auditor.volume;
    const volume = await volumes.find(id);
    const list = () => attachments.list({ volumeId: id });
    // Whether a volume that is to go is still there at the first look is chance, and its attachments are only told.
    const held = volume === undefined ? [] : await (fate === 'gone' ? transcript.aside(list) : list());
    if (has(fate, volume, held)) return;
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `the volume ${shortId(id)} ${looksOf[fate]}` },
        { label: 'seen', text: volume === undefined ? 'it answers 404' : this.#tell(volume, held) },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        { label: 'likely', text: likely(fate, volume) },
      ]),
    );
  }

  #tell({ status }: Volume, held: readonly Attachment[]): string {
    const { notes } = this.#scenario;
    const users = held.map(({ serverId, status: how }) => {
      const server = notes.servers().find(({ uuid }) => uuid === serverId);
      const name = server?.name ?? (serverId === undefined ? 'nobody' : `server ${shortId(serverId)}`);
      const rest = server !== undefined && notes.isGone(server.uuid) ? ', which is gone' : '';
      return `${how} for ${name}${rest}`;
    });
    return `it is ${status}${users.length === 0 ? ', without any attachment' : `: ${users.join('; ')}`}`;
  }
}

function has(fate: Fate, volume: Volume | undefined, held: readonly Attachment[]): boolean {
  if (volume === undefined || fate === 'gone') return volume === undefined && fate === 'gone';
  if (fate === 'free') return volume.status === 'available' && held.length === 0;
  return ['in-use', 'reserved'].includes(volume.status) && held.length > 0;
}

const looksOf: Readonly<Record<Fate, string>> = {
  gone: 'answers 404',
  free: 'is there, available and without attachment',
  'in use': 'is in use or reserved, with an attachment',
};

function likely(fate: Fate, volume: Volume | undefined): string {
  if (volume === undefined) return 'the delete took a volume away that outlives its server';
  if (fate === 'in use') return 'its attachment was taken away, though nobody should have been able to';
  return fate === 'gone'
    ? "the delete did not ask Cinder to delete the server's volume, or Cinder refused, which Nova only logs"
    : "the delete did not give the server's volume back (bug 1675570), or Cinder refused, which Nova only logs";
}
