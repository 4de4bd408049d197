import type { Route } from '../http/call';
import { jsonResponse } from '../http/errors';
import type { ImageService } from './glance';

/** What images look like, in JSON schemas by which the `glance` client reads and writes them (`glance/api/v2/schemas.py`). */
export const schemaRoutes: readonly Route<ImageService>[] = [
  { method: 'GET', path: '/v2/schemas/image', handle: () => jsonResponse(200, imageSchema) },
  { method: 'GET', path: '/v2/schemas/images', handle: () => jsonResponse(200, imagesSchema) },
];

const text = { type: 'string' };
const textOrNull = { type: ['null', 'string'] };
const numberOrNull = { type: ['null', 'integer'] };
const readOnly = { readOnly: true };

/** Glance adds words that explain each. */
const properties = {
  id: { ...text, pattern: '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$' },
  name: { ...textOrNull, maxLength: 255 },
  status: {
    ...text,
    ...readOnly,
    enum: [
      ...['queued', 'saving', 'active', 'killed', 'deleted'],
      ...['uploading', 'importing', 'pending_delete', 'deactivated'],
    ],
  },
  visibility: { ...text, enum: ['community', 'public', 'private', 'shared'] },
  protected: { type: 'boolean' },
  os_hidden: { type: 'boolean' },
  checksum: { ...textOrNull, ...readOnly, maxLength: 32 },
  os_hash_algo: { ...textOrNull, ...readOnly, maxLength: 64 },
  os_hash_value: { ...textOrNull, ...readOnly, maxLength: 128 },
  owner: { ...textOrNull, maxLength: 255 },
  size: { ...numberOrNull, ...readOnly },
  virtual_size: { ...numberOrNull, ...readOnly },
  container_format: {
    ...textOrNull,
    enum: [null, 'ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'],
  },
  disk_format: {
    ...textOrNull,
    enum: [null, 'ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop'],
  },
  created_at: { ...text, ...readOnly },
  updated_at: { ...text, ...readOnly },
  tags: { type: 'array', items: { ...text, maxLength: 255 } },
  min_ram: { type: 'integer' },
  min_disk: { type: 'integer' },
  self: { ...text, ...readOnly },
  file: { ...text, ...readOnly },
  schema: { ...text, ...readOnly },
};

const imageSchema = {
  name: 'image',
  properties,
  additionalProperties: text,
  links: [link('self', 'self'), link('enclosure', 'file'), link('describedby', 'schema')],
};

const imagesSchema = {
  name: 'images',
  properties: { images: { type: 'array', items: imageSchema }, first: text, next: text, schema: text },
  links: [link('first', 'first'), link('next', 'next'), link('describedby', 'schema')],
};

function link(rel: string, property: string) {
  return { rel, href: `{${property}}` };
}
