import { defineSchema, type Schema } from '../http/schemas';
import type { Inventory } from './store';

const maxInteger = 2147483647;
const uuid = { type: 'string', format: 'uuid' };
const uuidPattern = '^[0-9a-fA-F-]{36}$';
const classPattern = '^[A-Z0-9_]+$';
const customPattern = '^CUSTOM_[A-Z0-9_]+$';
const shortText = { type: 'string', minLength: 1, maxLength: 255 };

/** Whether a resource class can have this name. */
export function isClassName(name: string): boolean {
  return new RegExp(classPattern).test(name);
}

function object(properties: object, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

const resources = {
  type: 'object',
  minProperties: 1,
  patternProperties: { [classPattern]: { type: 'integer', minimum: 1 } },
  additionalProperties: false,
};

/** Amounts by resource class. */
export type Amounts = Readonly<Record<string, number>>;

/** What a consumer is to hold from 1.12 on, by provider. */
export type WantedAllocations = Readonly<Record<string, { readonly resources: Amounts; readonly generation?: number }>>;

/** The body of `PUT /allocations/{consumer}` from 1.12 on; later microversions add keys. */
export interface ConsumerBody {
  readonly allocations: WantedAllocations;
  readonly project_id: string;
  readonly user_id: string;
  readonly consumer_generation?: number | null;
  readonly consumer_type?: string;
}

/** The body of `PUT /allocations/{consumer}` up to 1.11. */
export interface ListBody {
  readonly allocations: readonly {
    readonly resource_provider: { readonly uuid: string };
    readonly resources: Amounts;
  }[];
  readonly project_id?: string;
  readonly user_id?: string;
}

function allocationsByProvider(minProperties: number): object {
  const wanted = object({ generation: { type: 'integer' }, resources }, ['resources']);
  return { type: 'object', minProperties, patternProperties: { [uuidPattern]: wanted }, additionalProperties: false };
}

function consumerSchema(minProperties: number, further: object, required: readonly string[]): object {
  const properties = {
    allocations: allocationsByProvider(minProperties),
    project_id: shortText,
    user_id: shortText,
    ...further,
  };
  return object(properties, ['allocations', 'project_id', 'user_id', ...required]);
}

const generation = { consumer_generation: { type: ['integer', 'null'] } };
const mappings = {
  mappings: {
    type: 'object',
    minProperties: 1,
    patternProperties: { '[a-zA-Z0-9_-]{1,64}': { type: 'array', minItems: 1, items: uuid } },
  },
};
const consumerType = { consumer_type: { ...shortText, pattern: classPattern } };

const listItem = object({ resource_provider: object({ uuid }, ['uuid']), resources }, [
  'resource_provider',
  'resources',
]);
const list = { type: 'array', minItems: 1, items: listItem };

const consumer28 = consumerSchema(0, generation, ['consumer_generation']);
const consumer34 = consumerSchema(0, { ...generation, ...mappings }, ['consumer_generation']);
const consumer38 = consumerSchema(0, { ...generation, ...mappings, ...consumerType }, [
  'consumer_generation',
  'consumer_type',
]);

function byConsumer(schema: object): object {
  return {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    patternProperties: { [uuidPattern]: schema },
  };
}

/** `PUT /allocations/{consumer}`, by the microversion from which it counts (`placement/schemas/allocation.py`). */
export const putListSchemas = {
  '1.0': defineSchema<ListBody>(object({ allocations: list }, ['allocations'])),
  '1.8': defineSchema<ListBody>(
    object({ allocations: list, project_id: shortText, user_id: shortText }, ['allocations', 'project_id', 'user_id']),
  ),
} as const;

/** The same from 1.12 on, newest first. */
export const putSchemas: readonly (readonly [since: string, schema: Schema<ConsumerBody>])[] = [
  ['1.38', defineSchema(consumer38)],
  ['1.34', defineSchema(consumer34)],
  ['1.28', defineSchema(consumer28)],
  ['1.12', defineSchema(consumerSchema(1, {}, []))],
];

/** `POST /allocations`, newest first. */
export const postSchemas: readonly (readonly [
  since: string,
  schema: Schema<Readonly<Record<string, ConsumerBody>>>,
])[] = [
  ['1.38', defineSchema(byConsumer(consumer38))],
  ['1.34', defineSchema(byConsumer(consumer34))],
  ['1.28', defineSchema(byConsumer(consumer28))],
  ['1.13', defineSchema(byConsumer(consumerSchema(0, {}, [])))],
];

/** An inventory as a client writes it; what is left out has a default. */
export type InventoryBody = Partial<Inventory> & { readonly total: number };

const inventory = {
  total: { type: 'integer', maximum: maxInteger, minimum: 1 },
  reserved: { type: 'integer', maximum: maxInteger, minimum: 0 },
  min_unit: { type: 'integer', maximum: maxInteger, minimum: 1 },
  max_unit: { type: 'integer', maximum: maxInteger, minimum: 1 },
  step_size: { type: 'integer', maximum: maxInteger, minimum: 1 },
  allocation_ratio: { type: 'number', maximum: 3.40282e38 },
};
const providerGeneration = { resource_provider_generation: { type: 'integer' } };

/** `PUT .../inventories` (`placement/schemas/inventory.py`). */
export const putInventories = defineSchema<{
  readonly resource_provider_generation: number;
  readonly inventories: Readonly<Record<string, InventoryBody>>;
}>(
  object(
    {
      ...providerGeneration,
      inventories: {
        type: 'object',
        patternProperties: { [classPattern]: object({ ...providerGeneration, ...inventory }, ['total']) },
      },
    },
    ['resource_provider_generation', 'inventories'],
  ),
);

/** `PUT .../inventories/{class}`. */
export const putInventory = defineSchema<InventoryBody & { readonly resource_provider_generation: number }>(
  object({ ...providerGeneration, ...inventory }, ['total', 'resource_provider_generation']),
);

/** `POST .../inventories`. */
export const postInventory = defineSchema<InventoryBody & { readonly resource_class: string }>(
  object({ ...providerGeneration, ...inventory, resource_class: { type: 'string', pattern: classPattern } }, [
    'total',
    'resource_class',
  ]),
);

/** `PUT .../traits` (`placement/schemas/trait.py`). */
export const putTraits = defineSchema<{
  readonly traits: readonly string[];
  readonly resource_provider_generation: number;
}>(
  object({ traits: { type: 'array', items: shortText }, ...providerGeneration }, [
    'traits',
    'resource_provider_generation',
  ]),
);

const aggregateList = { type: 'array', items: uuid, uniqueItems: true };

/** `PUT .../aggregates` up to 1.18 (`placement/schemas/aggregate.py`). */
export const putAggregateList = defineSchema<readonly string[]>(aggregateList);

/** `PUT .../aggregates` from 1.19 on. */
export const putAggregates = defineSchema<{
  readonly aggregates: readonly string[];
  readonly resource_provider_generation: number;
}>(object({ aggregates: aggregateList, ...providerGeneration }, ['aggregates', 'resource_provider_generation']));

/** `POST /resource_classes` and the name of `PUT /resource_classes/{name}`. */
export const resourceClass = defineSchema<{ readonly name: string }>(
  object({ name: { type: 'string', pattern: customPattern, maxLength: 255 } }, ['name']),
);

/** True for the name of a custom trait. */
export function isCustomTrait(name: string): boolean {
  return name.length <= 255 && /^CUSTOM_[A-Z0-9_]+$/.test(name);
}

/** `POST` and `PUT` of providers, before and from 1.14 on (`placement/schemas/resource_provider.py`). */
export interface ProviderBody {
  readonly name: string;
  readonly uuid?: string;
  readonly parent_provider_uuid?: string | null;
}

const providerName = { name: { type: 'string', maxLength: 200 } };
const parent = { parent_provider_uuid: { anyOf: [uuid, { type: 'null' }] } };

export const providerSchemas = {
  post: {
    '1.0': defineSchema<ProviderBody>(object({ ...providerName, uuid }, ['name'])),
    '1.14': defineSchema<ProviderBody>(object({ ...providerName, uuid, ...parent }, ['name'])),
  },
  put: {
    '1.0': defineSchema<ProviderBody>(object(providerName, ['name'])),
    '1.14': defineSchema<ProviderBody>(object({ ...providerName, ...parent }, ['name'])),
  },
} as const;
