import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { entryOf } from '../../http/lookup';
import { NotPlayed } from '../../http/not-played';
import { defineSchema, pythonRepr, type Schema } from '../../http/schemas';
import type { ComputeCall, ComputeService } from '../nova';
import type { Flavor } from '../records';
import { basicFlavor, fullFlavor } from '../views/flavor-view';
import { paginate } from './paging';
import { invalidParameter, lastOf } from './query';
import { authorize, emptyReply, type Query, readBody, readQuery, reply } from './requests';
import { booleanSchema } from './service-schemas';

/** Flavors and their extra specs (reference D.2.2; `flavors.py`, `flavor_manage.py`, `flavors_extraspecs.py`). */
export const flavorRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/flavors', handle: (call) => list(call, basicFlavor) },
  { method: 'POST', path: '/flavors', handle: create },
  { method: 'GET', path: '/flavors/detail', handle: (call) => list(call, fullFlavor) },
  { method: 'GET', path: '/flavors/:flavor', handle: (call) => replyFlavor(call, find(call)) },
  { method: 'DELETE', path: '/flavors/:flavor', handle: remove },
  { method: 'GET', path: '/flavors/:flavor/os-extra_specs', handle: listSpecs },
  { method: 'POST', path: '/flavors/:flavor/os-extra_specs', handle: createSpecs },
  { method: 'GET', path: '/flavors/:flavor/os-flavor-access', handle: listAccess },
];

const parameters: readonly string[] = ['limit', 'marker', 'is_public', 'minRam', 'minDisk', 'sort_key', 'sort_dir'];

function list(call: ComputeCall, view: typeof fullFlavor): Response {
  const query = readQuery(call, [...parameters, ...(call.get('version').isAtLeast('2.102') ? ['name'] : [])]);
  const visible = [...call.env.nova.store.flavors.values()].filter((flavor) => isListed(call, flavor, query));
  const page = paginate(
    call,
    sortFlavors(visible, query),
    ({ id }) => id,
    view === basicFlavor ? 'flavors' : 'flavors/detail',
  );
  const context = viewContext(call);
  return reply({
    flavors: page.items.map((flavor) => view(flavor, context)),
    ...(page.next === undefined ? {} : { flavors_links: page.next }),
  });
}

/** The columns by which flavors are sorted, by their names in the database (`schemas/flavors.py:VALID_SORT_KEYS`). */
const sortColumns: Readonly<Record<string, (flavor: Flavor) => string | number>> = {
  created_at: () => '',
  description: ({ description }) => description ?? '',
  disabled: () => 0,
  ephemeral_gb: ({ ephemeralGb }) => ephemeralGb,
  flavorid: ({ id }) => id,
  // The order in which they were made.
  id: () => 0,
  is_public: ({ visibility }) => (visibility === 'public' ? 1 : 0),
  memory_mb: ({ memoryMb }) => memoryMb,
  name: ({ name }) => name,
  root_gb: ({ diskGb }) => diskGb,
  rxtx_factor: ({ rxtxFactor }) => rxtxFactor,
  swap: ({ swapMb }) => swapMb,
  updated_at: () => '',
  vcpu_weight: () => 0,
  vcpus: ({ vcpus }) => vcpus,
};

function sortFlavors(flavors: readonly Flavor[], query: Query): readonly Flavor[] {
  const key = lastOf(query, 'sort_key') ?? 'flavorid';
  const column = entryOf(sortColumns, key);
  if (column === undefined) {
    throw invalidParameter('sort_key', key, `is not one of ${pythonRepr(Object.keys(sortColumns))}`);
  }
  const direction = lastOf(query, 'sort_dir') ?? 'asc';
  if (direction !== 'asc' && direction !== 'desc') {
    throw invalidParameter('sort_dir', direction, "is not one of ['asc', 'desc']");
  }
  const inOrder = direction === 'asc' ? [...flavors] : [...flavors].reverse();
  const sign = direction === 'asc' ? 1 : -1;
  return inOrder.sort((one, other) => {
    const [first, second] = [column(one), column(other)];
    return first === second ? 0 : sign * (first < second ? -1 : 1);
  });
}

function isListed(call: ComputeCall, flavor: Flavor, query: ReadonlyMap<string, readonly string[]>): boolean {
  const [isPublic, minRam, minDisk] = ['is_public', 'minRam', 'minDisk'].map((name) => query.get(name)?.at(-1));
  const name = query.get('name')?.at(-1);
  return (
    (name === undefined || flavor.name === name) &&
    isWanted(call, flavor, isPublic) &&
    flavor.memoryMb >= readSize('minRam', minRam) &&
    flavor.diskGb >= readSize('minDisk', minDisk)
  );
}

/** Users see public flavors only; operators choose by `is_public`, where `none` means all. */
function isWanted(call: ComputeCall, { visibility }: Flavor, asked: string | undefined): boolean {
  if (!call.get('caller').isAdmin || asked === undefined) return visibility === 'public';
  if (/^none$/i.test(asked)) return true;
  if (/^(1|t|true|on|y|yes)$/i.test(asked)) return visibility === 'public';
  if (/^(0|f|false|off|n|no)$/i.test(asked)) return visibility === 'private';
  throw novaErrors.badRequest(`Invalid is_public filter [${asked}]`);
}

function readSize(name: string, text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d+$/.test(text)) return Number(text);
  throw novaErrors.badRequest(`Invalid ${name} filter [${text}]`);
}

function viewContext(call: ComputeCall) {
  return { version: call.get('version'), publicUrl: call.env.publicUrl };
}

function find(call: ComputeCall): Flavor {
  return findFlavor(call, call.req.param('flavor') ?? '');
}

/** A flavor by the ID that users see. Throws 404. */
export function findFlavor(call: ComputeCall, id: string): Flavor {
  const flavor = call.env.nova.store.flavors.get(id);
  if (flavor === undefined) throw novaErrors.notFound(`Flavor ${id} could not be found.`);
  return flavor;
}

function replyFlavor(call: ComputeCall, flavor: Flavor): Response {
  return reply({ flavor: fullFlavor(flavor, viewContext(call)) });
}

interface FlavorBody {
  readonly flavor: {
    readonly name: string;
    readonly id?: string | number | null;
    readonly ram: number | string;
    readonly vcpus: number | string;
    readonly disk: number | string;
    readonly 'OS-FLV-EXT-DATA:ephemeral'?: number | string;
    readonly swap?: number | string;
    readonly rxtx_factor?: number | string;
    readonly 'os-flavor-access:is_public'?: boolean | string;
    readonly description?: string | null;
  };
}

const amount = { type: ['integer', 'string'], pattern: '^[0-9]+$', minimum: 0 } as const;
const positive = { type: ['integer', 'string'], pattern: '^[0-9]*[1-9][0-9]*$', minimum: 1 } as const;

function flavorSchema(description: object): Schema<FlavorBody> {
  return defineSchema({
    type: 'object',
    properties: {
      flavor: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 255 },
          id: {
            type: ['string', 'number', 'null'],
            minLength: 1,
            maxLength: 255,
            pattern: '^(?! )[a-zA-Z0-9. _-]+(?<! )$',
          },
          ram: positive,
          vcpus: positive,
          disk: amount,
          'OS-FLV-EXT-DATA:ephemeral': amount,
          swap: amount,
          rxtx_factor: { type: ['number', 'string'], pattern: '^[0-9]+(\\.[0-9]+)?$' },
          'os-flavor-access:is_public': booleanSchema,
          ...description,
        },
        required: ['name', 'ram', 'vcpus', 'disk'],
        additionalProperties: false,
      },
    },
    required: ['flavor'],
    additionalProperties: false,
  });
}

const schemas = {
  'before 2.55': flavorSchema({}),
  'since 2.55': flavorSchema({ description: { type: ['string', 'null'], maxLength: 65535 } }),
} as const;

async function create(call: ComputeCall): Promise<Response> {
  authorize(call, 'os-flavor-manage:create');
  const { flavor: body } = await readBody(
    call,
    schemas[call.get('version').isAtLeast('2.55') ? 'since 2.55' : 'before 2.55'],
  );
  const { flavors } = call.env.nova.store;
  const id = body.id === undefined || body.id === null || body.id === 'auto' ? call.env.ids.uuid() : String(body.id);
  if (flavors.has(id)) throw novaErrors.conflict(`Flavor with ID ${id} already exists.`);
  if ([...flavors.values()].some(({ name }) => name === body.name)) {
    throw novaErrors.conflict(`Flavor with name ${body.name} already exists.`);
  }
  const flavor = newFlavor(id, body);
  flavors.set(id, flavor);
  return replyFlavor(call, flavor);
}

function newFlavor(id: string, body: FlavorBody['flavor']): Flavor {
  return {
    id,
    name: body.name,
    description: body.description ?? null,
    vcpus: Number(body.vcpus),
    memoryMb: Number(body.ram),
    diskGb: Number(body.disk),
    ephemeralGb: Number(body['OS-FLV-EXT-DATA:ephemeral'] ?? 0),
    swapMb: Number(body.swap ?? 0),
    rxtxFactor: Number(body.rxtx_factor ?? 1),
    visibility: /^(0|false|off|no)$/i.test(String(body['os-flavor-access:is_public'] ?? true)) ? 'private' : 'public',
    extraSpecs: {},
  };
}

function remove(call: ComputeCall): Response {
  authorize(call, 'os-flavor-manage:delete');
  call.env.nova.store.flavors.delete(find(call).id);
  return emptyReply(202);
}

function listSpecs(call: ComputeCall): Response {
  authorize(call, 'os-flavor-extra-specs:index');
  return reply({ extra_specs: find(call).extraSpecs });
}

const specsSchema = defineSchema<{ readonly extra_specs: Readonly<Record<string, string | number>> }>({
  type: 'object',
  properties: {
    extra_specs: {
      type: 'object',
      patternProperties: { '^[a-zA-Z0-9-_:. ]{1,255}$': { type: ['string', 'number'], maxLength: 255 } },
      additionalProperties: false,
    },
  },
  required: ['extra_specs'],
  additionalProperties: false,
});

/** What would bind a server to hosts of a kind that the embedded cloud does not have. */
const unplayedSpecs = /^(?:resources|trait)[^:]+:|^group_policy$|^(?:hw|capabilities|pci_passthrough|accel):/;

async function createSpecs(call: ComputeCall): Promise<Response> {
  authorize(call, 'os-flavor-extra-specs:create');
  const { extra_specs: specs } = await readBody(call, specsSchema);
  const flavor = find(call);
  const unplayed = Object.keys(specs).find((key) => unplayedSpecs.test(key));
  if (unplayed !== undefined) throw new NotPlayed(`the extra spec ${unplayed}`);
  const added = Object.fromEntries(Object.entries(specs).map(([key, value]) => [key, String(value)]));
  call.env.nova.store.flavors.set(flavor.id, { ...flavor, extraSpecs: { ...flavor.extraSpecs, ...added } });
  return reply({ extra_specs: added });
}

/** Who may use a private flavor: nobody but operators, since nobody can be given access here (`flavor_access.py`). */
function listAccess(call: ComputeCall): Response {
  authorize(call, 'os-flavor-access');
  if (find(call).visibility === 'private') return reply({ flavor_access: [] });
  throw novaErrors.notFound('Access list not available for public flavors.');
}
