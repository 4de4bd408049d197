import { cinderErrors } from '../http/dialects/cinder-dialect';
import type { Microversion } from '../http/microversions';
import { NotPlayed } from '../http/not-played';
import { defineSchema, echo, isUuidLike, type Schema } from '../http/schemas';
import { findImage } from './neighbours';
import { findVolume, readBody, type VolumeCall } from './requests';
import type { VolumeImage, VolumeType } from './store';

/** A volume that is wanted, as far as it can be had. */
export interface WantedVolume {
  readonly name: string | null;
  readonly description: string | null;
  /** In GiB. */
  readonly size: number;
  readonly type: VolumeType;
  readonly zone: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly image: VolumeImage | undefined;
}

/**
 * Reads the body of `POST /volumes`; null is as good as nothing. Throws 400, 404 for what the volume is to be made of and is
 * not there, 501 for another volume that is. Source: `cinder/api/v3/volumes.py:create`, `cinder/api/schemas/volumes.py`.
 */
export async function readNewVolume(call: VolumeCall): Promise<WantedVolume> {
  const { volume: wish } = await readBody(call, schemaAt(call.get('version')));
  const [name, description] = [readText('name', wish), readText('description', wish)];
  const type = readType(call, wish.volume_type ?? '');
  refuseSources(call, wish);
  const imageRef = wish.image_id ?? wish.imageRef ?? '';
  const image = imageRef === '' ? undefined : await findImage(call.env.neighbours.image, call.get('caller'), imageRef);
  refuseMissing('Backup', wish.backup_id);
  const size = readSize(wish.size);
  if (isTrue(wish.multiattach)) throw cinderErrors.badRequest(noMultiattach);
  const zone = wish.availability_zone ?? onlyZone;
  if (zone !== onlyZone) throw cinderErrors.badRequest(`Availability zone '${zone}' is invalid.`);
  return { name, description, size, type, zone, metadata: wish.metadata ?? {}, image };
}

function readSize(size: NewVolume['size']): number {
  if (size === undefined || size === null) throw cinderErrors.badRequest(malformed);
  const number = Number(size);
  if (number >= 1 && number <= maxInteger) return number;
  const limit = number < 1 ? 'less than the minimum of 1' : `greater than the maximum of ${maxInteger}`;
  throw cinderErrors.badRequest(
    `Invalid input for field/attribute size. Value: ${echo(size)}. ${echo(size)} is ${limit}`,
  );
}

const maxInteger = 2147483647;

/** The type of that name or ID, the default one for none. Throws 404. */
function readType({ env: { store } }: VolumeCall, wanted: string): VolumeType {
  if (wanted === '') return store.defaultType;
  const type = store.types.find(({ id, name }) => id === wanted || name === wanted);
  if (type !== undefined) return type;
  const words = isUuidLike(wanted) ? `Volume type ${wanted}` : `Volume type with name ${wanted}`;
  throw cinderErrors.notFound(`${words} could not be found.`);
}

/** There are no snapshots, groups and backups. */
function refuseSources(call: VolumeCall, wish: NewVolume): void {
  refuseMissing('Snapshot', wish.snapshot_id);
  if (typeof wish.source_volid === 'string') {
    findVolume(call, wish.source_volid);
    throw new NotPlayed('volumes made of other volumes');
  }
  refuseMissing('Group', wish.consistencygroup_id ?? wish.group_id);
}

function refuseMissing(kind: string, id: string | null | undefined): void {
  if (typeof id === 'string' && id !== '') throw cinderErrors.notFound(`${kind} ${id} could not be found.`);
}

function readText(key: 'name' | 'description', wish: NewVolume): string | null {
  const text = (wish[key] === undefined ? wish[`display_${key}`] : wish[key])?.trim() ?? null;
  if (text === null || text.length <= longestText) return text;
  throw cinderErrors.badRequest(
    `Invalid input received: ${key} has ${text.length} characters, more than ${longestText}.`,
  );
}

const longestText = 255;

function isTrue(value: boolean | string | null | undefined): boolean {
  return /^(?:true|1|on|yes|y|t)$/i.test(String(value ?? ''));
}

/** `[DEFAULT] storage_availability_zone`. */
const onlyZone = 'nova';

/** What Cinder says of a wish without a size, which its schema lets pass. */
const malformed = 'The server could not comply with the request since it is either malformed or otherwise incorrect.';

const noMultiattach =
  'multiattach parameter has been removed. The default behavior is to use multiattach enabled volume types. Contact your ' +
  'administrator to create a multiattach enabled volume type and use it to create multiattach volumes.';

/** What a client says of a new volume; the keys are the API's own. */
interface NewVolume {
  readonly size?: number | string | null;
  readonly name?: string | null;
  readonly display_name?: string | null;
  readonly description?: string | null;
  readonly display_description?: string | null;
  readonly volume_type?: string | null;
  readonly imageRef?: string | null;
  readonly image_id?: string | null;
  readonly availability_zone?: string | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly multiattach?: boolean | string | null;
  readonly snapshot_id?: string | null;
  readonly source_volid?: string | null;
  readonly consistencygroup_id?: string | null;
  readonly group_id?: string | null;
  readonly backup_id?: string | null;
}

interface NewVolumeBody {
  readonly volume: NewVolume;
}

const text = { type: ['string', 'null'] };
const shortText = { type: ['string', 'null'], maxLength: 255 };
const optionalUuid = { oneOf: [{ type: 'null' }, { type: 'string', format: 'uuid' }] };

const properties = {
  size: { type: ['integer', 'string', 'null'], pattern: '^[0-9]+$', minimum: 1, maximum: maxInteger },
  name: text,
  display_name: text,
  description: text,
  display_description: text,
  volume_type: shortText,
  imageRef: shortText,
  image_id: shortText,
  availability_zone: { type: ['string', 'null'], minLength: 1, maxLength: 255 },
  metadata: {
    type: ['object', 'null'],
    patternProperties: { '^[a-zA-Z0-9-_:. ]{1,255}$': { type: 'string', maxLength: 255 } },
    additionalProperties: false,
  },
  multiattach: { type: ['boolean', 'string', 'null'] },
  snapshot_id: optionalUuid,
  source_volid: optionalUuid,
  consistencygroup_id: optionalUuid,
};

function schemaOf(later: object, others: 'ignored' | 'refused'): Schema<NewVolumeBody> {
  const volume = {
    type: 'object',
    properties: { ...properties, ...later },
    additionalProperties: others === 'ignored',
  };
  return defineSchema({
    type: 'object',
    properties: { volume, 'OS-SCH-HNT:scheduler_hints': { type: ['object', 'null'] } },
    required: ['volume'],
    additionalProperties: false,
  });
}

const group = { group_id: shortText };
const backup = { backup_id: optionalUuid };

/** Newest first. */
const schemas: readonly (readonly [since: string, schema: Schema<NewVolumeBody>])[] = [
  ['3.53', schemaOf({ ...group, ...backup }, 'refused')],
  ['3.47', schemaOf({ ...group, ...backup }, 'ignored')],
  ['3.13', schemaOf(group, 'ignored')],
];

const oldest = schemaOf({}, 'ignored');

function schemaAt(version: Microversion): Schema<NewVolumeBody> {
  return schemas.find(([since]) => version.isAtLeast(since))?.[1] ?? oldest;
}
