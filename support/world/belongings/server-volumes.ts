import type { Attachment } from '../../api/volume/attachments-client';
import type { Volume } from '../../api/volume/volumes-client';
import { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import type { VolumeToLookAt } from '../../books/gather';
import { shortId } from '../../books/finding-lines';
import type { Belonging, Fate, PersonName } from '../../parameter-types';
import { NoUseWaiting } from '../../waiting';
import { meantBy } from './meant';
import type { Ingredients } from '../servers/ingredients';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly ingredients: Ingredients };

/** What a scenario calls its only volume, or its volumes. */
export type VolumeWord = Extract<Belonging, 'the volume' | 'the volumes'>;

/** What a volume is for: more room, the root disk of a server, or two servers at once. */
export type VolumePurpose = 'data' | 'booting' | 'sharing';

/** A volume that the owner has made, and what is to become of it with its server. */
type KnownVolume = Pick<VolumeToLookAt, 'id' | 'atTermination'>;

/** A volume as it was looked at with its attachments; undefined when it answers 404. */
interface Look {
  readonly id: string;
  readonly volume: Volume | undefined;
  readonly held: readonly Attachment[];
}

/** The volumes of the scenario, which their owner makes before a server gets them. */
export class ServerVolumes extends Noun<Needs> {
  readonly #volumes: KnownVolume[] = [];
  #leak: 'none' | 'expected' = 'none';

  /** The ids of those that are meant. Throws when no step has made one, and when there are more or fewer. */
  idsOf(word: VolumeWord): readonly string[] {
    return this.#meantBy(word).map(({ id }) => id);
  }

  /**
   * Makes a volume as the owner, waits until it is available, and returns its id.
   *
   * @param atTermination what Nova is to do with it when its server is deleted; whoever makes the server has to say so
   */
  async make(purpose: VolumePurpose, atTermination: 'keep' | 'delete' = 'keep'): Promise<string> {
    const { page, people, cloud, deadlines, eventually, ingredients } = this.needs;
    const { volumeType, volumeTypeMultiattach } = cloud.resources;
    const imageId = purpose === 'booting' ? await ingredients.imageId('owner') : undefined;
    const type = purpose === 'sharing' ? volumeTypeMultiattach : volumeType;
    const { volumes } = people.person('owner').volume;
    const create = (name: string): Promise<string> => volumes.create({ name, sizeGb: 1, imageId, type });
    const id = await page.make('volume', page.nameOf('volume', this.#volumes.length + 1), create);
    this.#volumes.push({ id, atTermination });
    await eventually('the volume to be available', () => this.#whenMade(id), deadlines.build);
    return id;
  }

  /** Asks for the volumes to be deleted as that person. */
  async delete(person: PersonName, word: VolumeWord): Promise<void> {
    const { volumes } = this.needs.people.person(person).volume;
    for (const id of this.idsOf(word)) await volumes.delete(id);
  }

  /**
   * Expects that to have become of each volume. Free and in use at the first look, whereas Cinder deletes after it has answered. In
   * use is: reserved for a server or attached to one, be it gone; what a step says of a gone server is a leak that the books pass over.
   */
  async expectFate(word: VolumeWord, fate: Fate): Promise<void> {
    const { deadlines, verifications } = this.needs;
    const look = () => this.#expectFate(word, fate);
    if (fate === 'gone') await this.needs.eventually(`${word} to be gone`, look, deadlines.afterwork);
    else await look();
    verifications.note();
    if (fate === 'in use') this.#leak = 'expected';
  }

  /** What the books look at when the scenario ends; nothing in a scenario without volume. */
  toLookAt(): readonly VolumeToLookAt[] {
    return this.#volumes.map((volume) => ({ ...volume, leak: this.#leak }));
  }

  #meantBy(word: VolumeWord): readonly KnownVolume[] {
    return meantBy(word, { one: 'the volume', several: 'the volumes' }, this.#volumes);
  }

  async #whenMade(id: string): Promise<void> {
    const status = (await this.needs.people.auditor.volume.volumes.find(id))?.status ?? 'gone';
    if (status === 'available') return;
    if (status === 'error' || status === 'gone') throw new NoUseWaiting(`the volume ${shortId(id)} is ${status}`);
    throw new ExpectationFailed(`the volume ${shortId(id)} is ${status}`);
  }

  async #expectFate(word: VolumeWord, fate: Fate): Promise<void> {
    const last = this.needs.transcript.lastChange();
    const looks = await Promise.all(this.idsOf(word).map((id) => this.#look(id, fate)));
    const wrong = looks.filter(({ volume, held }) => !has(fate, volume, held));
    if (wrong.length === 0) return;
    throw failure({
      expected: `${nameOf(looks)} ${looksOf[fate]}`,
      seen: looks.map((each) => this.#tell(each, looks.length)).join('\n'),
      last,
      likely: await this.#likely(fate, wrong, looks.length),
    });
  }

  async #look(id: string, fate: Fate): Promise<Look> {
    const { people, transcript } = this.needs;
    const { volumes, attachments } = people.auditor.volume;
    const volume = await volumes.find(id);
    const list = () => attachments.list({ volumeId: id });
    // Whether a volume that is to go is still there at the first look is chance, and its attachments are only told.
    const held = volume === undefined ? [] : await (fate === 'gone' ? transcript.aside(list) : list());
    return { id, volume, held };
  }

  /** Undefined where the volume could be so for several reasons. */
  async #likely(fate: Fate, wrong: readonly Look[], count: number): Promise<string | undefined> {
    const known = likely(fate, wrong, count);
    if (known !== undefined || fate !== 'free') return known;
    return (await this.needs.belongingEvidence.causeOfHeldVolume(wrong.flatMap((look) => look.held)))?.words;
  }

  #tell({ id, volume, held }: Look, count: number): string {
    const { knownServers } = this.needs;
    const which = count === 1 ? '' : `${shortId(id)}: `;
    if (volume === undefined) return `${which}it answers 404`;
    const users = held.map(({ serverId, status: how }) => {
      const server = knownServers.byId(serverId);
      const name = server?.name ?? (serverId === undefined ? 'nobody' : `server ${shortId(serverId)}`);
      const rest = server !== undefined && knownServers.gone.has(server.uuid) ? ', which is gone' : '';
      return `${how} for ${name}${rest}`;
    });
    return `${which}it is ${volume.status}${users.length === 0 ? ', without any attachment' : `: ${users.join('; ')}`}`;
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

function nameOf(looks: readonly Look[]): string {
  const ids = looks.map(({ id }) => shortId(id)).join(', ');
  return looks.length === 1 ? `the volume ${ids}` : `each of the volumes ${ids}`;
}

function likely(fate: Fate, wrong: readonly Look[], count: number): string | undefined {
  if (wrong.length < count) return "the delete saw to some of the server's volumes, and not to all";
  if (fate !== 'gone' && wrong.every(({ volume }) => volume === undefined || volume.status === 'deleting')) {
    return 'the delete took a volume away that outlives its server';
  }
  return fate === 'in use' ? 'its attachment was taken away, which only the last of its servers ends' : undefined;
}
