import type { Route } from '../../http/call';
import { placementCodes, placementErrors } from '../../http/dialects/placement-dialect';
import { defineSchema, pythonRepr, type Schema } from '../../http/schemas';
import { type Candidate, type CandidateWish, findCandidates, type RequestGroup, totalOf } from '../candidates';
import type { PlacementService } from '../placement';
import { requireManager } from '../policy';
import { readInTree, readMemberOf, readResources, readTraits, type TraitWish } from '../queries';
import { type PlacementCall, readQuery, reply, requireJsonAccepted } from '../requests';
import { capacityOf, type Provider } from '../store';

/** Where a request could go (`placement/handlers/allocation_candidate.py`; reference D.3). */
export const candidateRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/allocation_candidates', since: '1.10', handle: list },
];

const text = { type: 'string' };
const limit = { type: 'string', pattern: '^[1-9][0-9]*$' };
const groupPolicy = { type: 'string', enum: ['none', 'isolate'] };

function plain(properties: object): Schema<object> {
  return defineSchema({ type: 'object', properties, required: ['resources'], additionalProperties: false });
}

function grouped(suffix: string, kinds: readonly string[], further: object = {}): Schema<object> {
  return defineSchema({
    type: 'object',
    properties: { limit, group_policy: groupPolicy, ...further },
    patternProperties: Object.fromEntries(kinds.map((kind) => [`^${kind}(${suffix})?$`, text])),
    additionalProperties: false,
  });
}

const numbers = '[1-9][0-9]*';
const words = '[a-zA-Z0-9_-]{1,64}';
const kinds = ['resources', 'required', 'member_of', 'in_tree'];

/** Newest first (`placement/schemas/allocation_candidate.py`). */
const schemas: readonly (readonly [since: string, schema: Schema<object>])[] = [
  ['1.36', grouped(words, kinds, { root_required: text, same_subtree: text })],
  ['1.35', grouped(words, kinds, { root_required: text })],
  ['1.33', grouped(words, kinds)],
  ['1.31', grouped(numbers, kinds)],
  ['1.25', grouped(numbers, ['resources', 'required', 'member_of'])],
  ['1.21', plain({ resources: text, limit, required: text, member_of: text })],
  ['1.17', plain({ resources: text, limit, required: text })],
  ['1.16', plain({ resources: text, limit })],
  ['1.10', plain({ resources: text })],
];

function list(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:allocation_candidates:list');
  const schema = schemas.find(([since]) => call.get('version').isAtLeast(since));
  if (schema !== undefined) readQuery(call, schema[1]);
  const wish = readWish(call);
  const candidates = findCandidates(call.env.store, wish);
  return reply(call, {
    allocation_requests: candidates.map((candidate) => viewCandidate(call, candidate)),
    provider_summaries: summaries(call, candidates, totalOf(wish.groups.values())),
  });
}

function readWish(call: PlacementCall): CandidateWish {
  const query = new URL(call.req.url).searchParams;
  const root = readRoot(call, query);
  const subtrees = query.getAll('same_subtree').map(readSubtree);
  const groups = readGroups(call, query);
  if (call.get('version').isAtLeast('1.36')) refuseEmptyGroups(groups, subtrees);
  else refuseOrphans(groups);
  const granular = [...groups.keys()].filter((suffix) => suffix !== '');
  if (granular.length > 1 && !query.has('group_policy')) {
    throw placementErrors.badRequest(
      'The "group_policy" parameter is required when specifying more than one "resources{N}" parameter.',
    );
  }
  const wanted = query.get('limit');
  const wish: CandidateWish = {
    groups,
    root,
    groupPolicy: query.get('group_policy') === 'isolate' ? 'isolate' : 'none',
    subtrees,
    limit: wanted === null ? undefined : Number(wanted),
    reach: call.get('version').isAtLeast('1.29') ? 'a whole tree' : 'one provider',
  };
  refuseUnknown(call, wish);
  return wish;
}

function readRoot({ var: { version } }: PlacementCall, query: URLSearchParams): TraitWish {
  const wishes = query.getAll('root_required');
  if (wishes.length > 1) {
    throw placementErrors.badRequest(
      "Query parameter 'root_required' may be specified only once.",
      placementCodes.duplicateQueryKey,
    );
  }
  return readTraits(wishes, version);
}

function readSubtree(value: string): readonly string[] {
  const suffixes = [...new Set(value.split(',').map((suffix) => suffix.trim()))];
  if (!suffixes.includes('')) return suffixes;
  throw placementErrors.badRequest(
    'Empty string (unsuffixed group) can not be specified in `same_subtree` ',
    placementCodes.badQueryValue,
  );
}

type Groups = ReadonlyMap<string, RequestGroup>;

function isEmpty([, { resources }]: readonly [suffix: string, group: RequestGroup]): boolean {
  return Object.keys(resources).length === 0;
}

/** From 1.36 on a group without resources has to be of a subtree (`placement/lib.py:RequestGroup.dict_from_request`). */
function refuseEmptyGroups(groups: Groups, subtrees: readonly (readonly string[])[]): void {
  const empty = [...groups].filter(isEmpty).map(([suffix]) => suffix);
  if (empty.length === groups.size) {
    throw placementErrors.badRequest(
      'There must be at least one resources or resources[$S] parameter.',
      placementCodes.missingQueryValue,
    );
  }
  const named = subtrees.flat();
  const outside = empty.filter((suffix) => !named.includes(suffix));
  if (outside.length > 0) {
    throw placementErrors.badRequest(
      'Resourceless suffixed group request should be specified in `same_subtree` query param: ' +
        `bad group(s) - ${pythonRepr(outside)}.`,
      placementCodes.badQueryValue,
    );
  }
  const unknown = named.filter((suffix) => !groups.has(suffix));
  if (unknown.length === 0) return;
  throw placementErrors.badRequest(
    `Real suffixes should be specified in \`same_subtree\`: ${pythonRepr(unknown)} not found in ` +
      `${pythonRepr([...groups.keys()])}.`,
    placementCodes.badQueryValue,
  );
}

/** Before, every group has resources. */
function refuseOrphans(groups: Groups): void {
  const empty = [...groups].filter(isEmpty);
  const traits = empty.filter(([, group]) => group.traits.required.length > 0).map(([suffix]) => `required${suffix}`);
  if (traits.length > 0) {
    throw placementErrors.badRequest(
      `All traits parameters must be associated with resources.  Found the following orphaned traits keys: ${traits.join(', ')}`,
    );
  }
  const members = empty
    .filter(([, { aggregates }]) => aggregates.required.length > 0 || aggregates.forbidden.size > 0)
    .map(([suffix]) => `member_of${suffix}`);
  if (members.length > 0) {
    throw placementErrors.badRequest(
      `All member_of parameters must be associated with resources. Found the following orphaned member_of keys: ${members.join(', ')}`,
    );
  }
  if (empty.length > 0) throw placementErrors.badRequest('All request groups must specify resources.');
  if (groups.size > 0) return;
  throw placementErrors.badRequest('At least one request group (`resources` or `resources{$S}`) is required.');
}

function readGroups(call: PlacementCall, query: URLSearchParams): ReadonlyMap<string, RequestGroup> {
  const suffixes = new Set<string>();
  for (const name of query.keys()) {
    const match = /^(?:resources|required|member_of|in_tree)([a-zA-Z0-9_-]*)$/.exec(name);
    if (match?.[1] !== undefined) suffixes.add(match[1]);
  }
  return new Map([...suffixes].map((suffix) => [suffix, readGroup(call, query, suffix)]));
}

function readGroup({ var: { version } }: PlacementCall, query: URLSearchParams, suffix: string): RequestGroup {
  const resources = query.getAll(`resources${suffix}`).at(-1);
  const inTree = query.getAll(`in_tree${suffix}`).at(-1);
  const traits = readTraits(query.getAll(`required${suffix}`), version);
  refuseContradiction(traits, suffix);
  return {
    resources: resources === undefined ? {} : readResources(resources),
    traits,
    aggregates: readMemberOf(query.getAll(`member_of${suffix}`), version, suffix),
    inTree: inTree === undefined ? undefined : readInTree(inTree),
  };
}

function refuseContradiction({ required, forbidden }: TraitWish, suffix: string): void {
  const contradictory = required.filter((any) => [...any].every((trait) => forbidden.has(trait)));
  if (contradictory.length === 0) return;
  const named = contradictory.map((any) => `required${suffix}: (${[...any].sort().join(', ')})`);
  throw placementErrors.badRequest(
    `Conflicting required and forbidden traits found in the following traits keys: ${named.sort().join(', ')}`,
  );
}

function refuseUnknown({ env: { store } }: PlacementCall, { groups, root }: CandidateWish): void {
  const unknownClass = Object.keys(totalOf(groups.values())).find((name) => !store.resourceClasses.has(name));
  if (unknownClass !== undefined) {
    throw placementErrors.badRequest(
      `Invalid resource class in resources parameter: No such resource class ${unknownClass}.`,
    );
  }
  const wishes = [root, ...[...groups.values()].map(({ traits }) => traits)];
  const named = wishes.flatMap(({ required, forbidden }) => [...required.flatMap((any) => [...any]), ...forbidden]);
  const unknown = named.filter((trait) => !store.traits.has(trait));
  if (unknown.length > 0) throw placementErrors.badRequest(`No such trait(s): ${unknown.join(', ')}.`);
}

function viewCandidate({ var: { version } }: PlacementCall, { allocations, mappings }: Candidate) {
  if (!version.isAtLeast('1.12')) {
    return {
      allocations: [...allocations].map(([uuid, resources]) => ({ resource_provider: { uuid }, resources })),
    };
  }
  const byProvider = [...allocations].map(([uuid, resources]): [string, object] => [uuid, { resources }]);
  return { allocations: Object.fromEntries(byProvider), ...(version.isAtLeast('1.34') ? { mappings } : {}) };
}

function summaries(call: PlacementCall, candidates: readonly Candidate[], asked: object) {
  const { store } = call.env;
  const shown = new Map<string, Provider>();
  for (const uuid of candidates.flatMap(({ allocations }) => [...allocations.keys()])) {
    const provider = store.providers.get(uuid);
    if (provider === undefined) continue;
    if (!call.get('version').isAtLeast('1.29')) shown.set(uuid, provider);
    else for (const member of treeOf(call, provider)) shown.set(member.uuid, member);
  }
  return Object.fromEntries([...shown].map(([uuid, provider]) => [uuid, summary(call, provider, asked)]));
}

function summary({ env: { store }, var: { version } }: PlacementCall, provider: Provider, asked: object) {
  const inventories = [...provider.inventories].filter(
    ([name]) => version.isAtLeast('1.27') || Object.hasOwn(asked, name),
  );
  return {
    resources: Object.fromEntries(
      inventories.map(([name, inventory]) => [
        name,
        { capacity: Math.trunc(capacityOf(inventory)), used: store.usedOn(provider.uuid, name) },
      ]),
    ),
    ...(version.isAtLeast('1.17') ? { traits: [...provider.traits] } : {}),
    ...(version.isAtLeast('1.29')
      ? { parent_provider_uuid: provider.parent ?? null, root_provider_uuid: store.rootOf(provider).uuid }
      : {}),
  };
}

function treeOf({ env: { store } }: PlacementCall, provider: Provider): readonly Provider[] {
  const root = store.rootOf(provider);
  return [...store.providers.values()].filter((other) => store.rootOf(other) === root);
}
