import type { Microversion } from '../../http/microversions';
import { booleanSchema } from './service-schemas';
import { defineSchema, type Schema } from '../../http/schemas';

/** The body of `POST /servers`, checked. Numbers may come as text, as Nova allows. */
export interface CreateBody {
  readonly server: {
    readonly name: string;
    readonly flavorRef: string | number;
    readonly imageRef?: string;
    readonly networks?: 'auto' | 'none' | readonly NetworkItem[];
    readonly availability_zone?: string;
    readonly host?: string;
    readonly hypervisor_hostname?: string;
    readonly min_count?: string | number;
    readonly max_count?: string | number;
    readonly return_reservation_id?: boolean | string;
    readonly block_device_mapping_v2?: readonly BlockDevice[];
    readonly metadata?: Readonly<Record<string, string>>;
    readonly tags?: readonly string[];
    readonly description?: string | null;
    readonly hostname?: string;
    readonly security_groups?: readonly { readonly name?: string }[];
    readonly user_data?: string;
    readonly config_drive?: boolean | string;
    readonly key_name?: string;
    readonly adminPass?: string;
    readonly accessIPv4?: string;
    readonly accessIPv6?: string;
    readonly 'OS-DCF:diskConfig'?: 'AUTO' | 'MANUAL';
    readonly block_device_mapping?: readonly unknown[];
    readonly personality?: readonly unknown[];
    readonly trusted_image_certificates?: readonly string[] | null;
  };
  readonly 'os:scheduler_hints'?: Readonly<Record<string, unknown>>;
  readonly 'OS-SCH-HNT:scheduler_hints'?: Readonly<Record<string, unknown>>;
}

/** One disk of a create request. */
export interface BlockDevice {
  readonly source_type?: 'volume' | 'image' | 'snapshot' | 'blank';
  readonly uuid?: string;
  readonly device_name?: string;
  readonly destination_type?: 'local' | 'volume';
  readonly boot_index?: number | string | null;
  /** GiB. */
  readonly volume_size?: number | string;
  readonly volume_type?: string | null;
  readonly delete_on_termination?: boolean | string;
  readonly tag?: string;
  /** Whatever Python takes for true leaves out a disk that the image names. */
  readonly no_device?: unknown;
}

/** One network, or one port, of a create request. */
export interface NetworkItem {
  readonly uuid?: string;
  readonly port?: string | null;
  readonly fixed_ip?: string;
  readonly tag?: string;
}

const cache = new Map<string, Schema<CreateBody>>();

/** The schema at a microversion (reference D.2.1; `api/openstack/compute/schemas/servers.py`). */
export function createSchema(version: Microversion): Schema<CreateBody> {
  const key = version.toString();
  const known = cache.get(key);
  if (known !== undefined) return known;
  const schema = defineSchema<CreateBody>(bodySchema(version));
  cache.set(key, schema);
  return schema;
}

function bodySchema(version: Microversion): object {
  return {
    type: 'object',
    properties: {
      server: {
        type: 'object',
        properties: serverProperties(version),
        required: ['name', 'flavorRef', ...(version.isAtLeast('2.37') ? ['networks'] : [])],
        additionalProperties: false,
      },
      'os:scheduler_hints': hints,
      'OS-SCH-HNT:scheduler_hints': hints,
    },
    required: ['server'],
    additionalProperties: false,
  };
}

const uuid = { type: 'string', format: 'uuid' } as const;
const text = { type: 'string', maxLength: 255 } as const;
const name = { type: 'string', minLength: 1, maxLength: 255, pattern: '^(?! )[^\\u0000-\\u001f]*(?<! )$' } as const;
const count = { type: ['integer', 'string'], pattern: '^[0-9]*$', minimum: 1, minLength: 1 } as const;
const hostName = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9-._]*$' } as const;
const metadata = {
  type: 'object',
  patternProperties: { '^[a-zA-Z0-9-_:. ]{1,255}$': text },
  additionalProperties: false,
} as const;

const tag = { type: 'string', minLength: 1, maxLength: 60, pattern: '^[^,/]*$' } as const;
const certificates = {
  type: ['array', 'null'],
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  items: { type: 'string', minLength: 1 },
} as const;

const uuidOrList = { anyOf: [uuid, { type: 'array', items: uuid }] } as const;
const hints = {
  type: 'object',
  properties: { group: uuid, different_host: uuidOrList, same_host: uuidOrList },
  additionalProperties: true,
} as const;

function serverProperties(version: Microversion): object {
  return {
    name,
    imageRef: { oneOf: [uuid, { type: 'string', maxLength: 0 }] },
    flavorRef: { type: ['string', 'integer'], pattern: '^[0-9a-zA-Z._ -]+$', minLength: 1 },
    adminPass: { type: 'string' },
    metadata,
    networks: networks(version),
    'OS-DCF:diskConfig': { type: 'string', enum: ['AUTO', 'MANUAL'] },
    accessIPv4: { type: 'string', format: 'ipv4' },
    accessIPv6: { type: 'string', format: 'ipv6' },
    availability_zone: { type: 'string', minLength: 1, maxLength: 255 },
    block_device_mapping: { type: 'array', items: { type: 'object' } },
    block_device_mapping_v2: { type: 'array', items: blockDevice(version) },
    config_drive: booleanSchema,
    key_name: { type: 'string', minLength: 1, maxLength: 255 },
    min_count: count,
    max_count: count,
    return_reservation_id: booleanSchema,
    security_groups: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string', minLength: 1, maxLength: 255 } },
        additionalProperties: false,
      },
    },
    user_data: { type: 'string', format: 'base64', maxLength: 65535 },
    ...laterProperties(version),
  };
}

function laterProperties(version: Microversion): object {
  const since = (number: string, properties: object) => (version.isAtLeast(number) ? properties : {});
  const until = (number: string, properties: object) => (version.isAtLeast(number) ? {} : properties);
  return {
    ...until('2.57', { personality: { type: 'array' } }),
    ...since('2.19', { description: { type: ['string', 'null'], maxLength: 255 } }),
    ...since('2.52', { tags: { type: 'array', items: tag, maxItems: 50 } }),
    ...since('2.63', { trusted_image_certificates: certificates }),
    ...since('2.74', { host: hostName, hypervisor_hostname: hostName }),
    ...since('2.90', {
      hostname: {
        type: 'string',
        minLength: 2,
        maxLength: version.isAtLeast('2.94') ? 255 : 63,
        pattern: '^[a-zA-Z0-9]+[a-zA-Z0-9-.]*[a-zA-Z0-9]+$',
      },
    }),
  };
}

/** Source: `schemas/servers.py:_block_device_mapping_v2`. */
function blockDevice(version: Microversion): object {
  const id = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9._-]*$' };
  const label = { type: 'string', maxLength: 255 };
  return {
    type: 'object',
    properties: {
      source_type: { type: 'string', enum: ['volume', 'image', 'snapshot', 'blank'] },
      uuid: id,
      destination_type: { type: 'string', enum: ['local', 'volume'] },
      boot_index: { type: ['integer', 'string', 'null'], pattern: '^-?[0-9]+$' },
      volume_size: { type: ['integer', 'string'], pattern: '^[0-9]+$', minimum: 1, minLength: 1 },
      delete_on_termination: booleanSchema,
      no_device: {},
      device_name: label,
      guest_format: label,
      device_type: label,
      disk_bus: label,
      ...(version.isAtLeast('2.42') ? { tag } : {}),
      ...(version.isAtLeast('2.67') ? { volume_type: { type: ['string', 'null'], minLength: 0, maxLength: 255 } } : {}),
    },
    additionalProperties: false,
  };
}

function networks(version: Microversion): object {
  const list = {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        fixed_ip: {
          anyOf: [
            { type: 'string', format: 'ipv4' },
            { type: 'string', format: 'ipv6' },
          ],
        },
        port: { type: ['string', 'null'], format: 'uuid' },
        uuid,
        ...(version.isAtLeast('2.42') ? { tag } : {}),
      },
      additionalProperties: false,
    },
  };
  return version.isAtLeast('2.37') ? { oneOf: [list, { type: 'string', enum: ['auto', 'none'] }] } : list;
}
