import { readJson } from '../http/bodies';
import { bodyText } from '../http/body-limit';
import { glanceErrors } from '../http/dialects/glance-dialect';
import { defineSchema } from '../http/schemas';
import type { ImageCall } from './requests';
import type { Visibility } from './store';

/** What a client says of a new image; further keys are custom properties. */
export interface NewImage {
  readonly id?: string;
  readonly name?: string | null;
  readonly owner?: string | null;
  readonly visibility?: Visibility;
  readonly protected?: boolean;
  readonly os_hidden?: boolean;
  readonly disk_format?: string | null;
  readonly container_format?: string | null;
  readonly min_disk?: number;
  readonly min_ram?: number;
  readonly tags?: readonly string[];
}

const known = {
  id: {
    type: 'string',
    pattern: '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$',
  },
  name: { type: ['string', 'null'], maxLength: 255 },
  owner: { type: ['string', 'null'], maxLength: 255 },
  visibility: { type: 'string', enum: ['community', 'public', 'private', 'shared'] },
  protected: { type: 'boolean' },
  os_hidden: { type: 'boolean' },
  disk_format: { enum: ['ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop', null] },
  container_format: { enum: ['ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed', null] },
  min_disk: { type: 'integer', minimum: 0, maximum: 2147483647 },
  min_ram: { type: 'integer', minimum: 0, maximum: 2147483647 },
  tags: { type: 'array', items: { type: 'string', maxLength: 255 } },
};

const newImage = defineSchema<NewImage & Readonly<Record<string, unknown>>>({
  type: 'object',
  properties: known,
  additionalProperties: { type: 'string' },
});

/** What Glance sets itself (`glance/api/v2/images.py:RequestDeserializer._readonly_properties`). */
const readOnly = [
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
  'direct_url',
  'self',
  'file',
  'schema',
];

/** The body of `POST /v2/images` and its custom properties. Throws 400, and 403 for what Glance sets itself. */
export async function readNewImage(call: ImageCall) {
  const text = await bodyText(call);
  if (text === '') throw glanceErrors.badRequest('Body expected in request.');
  const json = readJson(text);
  if (json.kind === 'malformed') throw glanceErrors.badRequest('Malformed JSON in request body.');
  refuseForeignKeys(json.value);
  const result = newImage.read(json.value);
  if (result.kind === 'invalid') {
    const at = result.problem.path.join('/');
    throw glanceErrors.badRequest(`Provided object does not match schema 'image': ${result.problem.reason} at ${at}`);
  }
  return { image: result.value, properties: customProperties(result.value) };
}

/** Whatever its value is: Glance looks at names before it looks at the schema. */
function refuseForeignKeys(value: unknown): void {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const fixed = keys.find((key) => readOnly.includes(key));
  if (fixed !== undefined) throw glanceErrors.forbidden(`Attribute '${fixed}' is read-only.`);
  if (keys.includes('locations')) throw glanceErrors.forbidden("Attribute 'locations' is reserved.");
  if (keys.some((key) => key.length > 255)) {
    throw glanceErrors.badRequest('Custom property should not be greater than 255 characters.');
  }
}

function customProperties(image: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(image).filter((entry): entry is [string, string] => {
      const [name, value] = entry;
      return !Object.hasOwn(known, name) && typeof value === 'string';
    }),
  );
}
