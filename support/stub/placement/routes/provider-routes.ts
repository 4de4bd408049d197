import type { Route } from '../../http/call';
import { placementCodes, placementErrors } from '../../http/dialects/placement-dialect';
import { defineSchema, type Schema } from '../../http/schemas';
import { hasRoom, hasTraits, isInTree, isMemberOf } from '../candidates';
import { deleteProvider } from '../delete-provider';
import type { PlacementService } from '../placement';
import { requireManager } from '../policy';
import { readMemberOf, readResources, readTraits } from '../queries';
import {
  emptyReply,
  findProvider,
  freshness,
  linkPrefix,
  type PlacementCall,
  readBody,
  readQuery,
  reply,
  requireJson,
  requireJsonAccepted,
} from '../requests';
import { providerSchemas } from '../schemas';
import type { PlacementStore, Provider } from '../store';
import { placementViews } from '../views';

/** Resource providers (`placement/handlers/resource_provider.py`; reference D.3). */
export const providerRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/resource_providers', handle: list },
  { method: 'POST', path: '/resource_providers', handle: create },
  { method: 'GET', path: '/resource_providers/:provider', handle: show },
  { method: 'DELETE', path: '/resource_providers/:provider', handle: remove },
  { method: 'PUT', path: '/resource_providers/:provider', handle: update },
];

interface ProviderQuery {
  readonly name?: string;
  readonly uuid?: string;
  readonly in_tree?: string;
  readonly resources?: string;
}

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const since0 = { name: text, uuid };
const since3 = { ...since0, member_of: text };
const since4 = { ...since3, resources: text };
const since14 = { ...since4, in_tree: uuid };
const since18 = { ...since14, required: text };

function querySchema(properties: object): Schema<ProviderQuery> {
  return defineSchema({ type: 'object', properties, additionalProperties: false });
}

const querySchemas: readonly (readonly [since: string, schema: Schema<ProviderQuery>])[] = [
  ['1.18', querySchema(since18)],
  ['1.14', querySchema(since14)],
  ['1.4', querySchema(since4)],
  ['1.3', querySchema(since3)],
  ['1.0', querySchema(since0)],
];

function list(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:list');
  const matches = readFilter(call);
  const providers = [...call.env.store.providers.values()].filter(matches);
  const newest = providers.length === 0 ? undefined : Math.max(...providers.map(({ changedAt }) => changedAt));
  return reply(call, { resource_providers: providers.map((provider) => view(call, provider)) }, newest);
}

function readFilter(call: PlacementCall): (provider: Provider) => boolean {
  const { store } = call.env;
  const schema = querySchemas.find(([since]) => call.get('version').isAtLeast(since)) ?? querySchemas[0];
  const query = schema === undefined ? {} : readQuery(call, schema[1]);
  const values = new URL(call.req.url).searchParams;
  const aggregates = readMemberOf(values.getAll('member_of'), call.get('version'));
  const traits = readTraits(values.getAll('required'), call.get('version'));
  const resources = query.resources === undefined ? {} : readResources(query.resources);
  refuseUnknownClass(store, Object.keys(resources));
  refuseUnknownTraits(store, [...traits.required.flatMap((any) => [...any]), ...traits.forbidden]);
  const inTree = query.in_tree;
  return (provider) =>
    (query.name === undefined || provider.name === query.name) &&
    (query.uuid === undefined || provider.uuid === query.uuid) &&
    (inTree === undefined || isInTree(store, provider, inTree)) &&
    isMemberOf(provider, aggregates) &&
    hasTraits(provider, traits) &&
    hasRoom(store, provider, resources);
}

function refuseUnknownClass(store: PlacementStore, names: readonly string[]): void {
  const unknown = names.find((name) => !store.resourceClasses.has(name));
  if (unknown === undefined) return;
  throw placementErrors.badRequest(`Invalid resource class in resources parameter: No such resource class ${unknown}.`);
}

function refuseUnknownTraits(store: PlacementStore, names: readonly string[]): void {
  const unknown = names.filter((name) => !store.traits.has(name));
  if (unknown.length === 0) return;
  throw placementErrors.badRequest(
    `Invalid trait(s) in "required" parameter: No such trait(s): ${unknown.join(', ')}.`,
  );
}

async function create(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_providers:create');
  const body = await readBody(call, providerSchemas.post[call.get('version').isAtLeast('1.14') ? '1.14' : '1.0']);
  const { store, ids } = call.env;
  const named = body.uuid ?? ids.uuid();
  const same = [...store.providers.values()];
  const duplicates = [
    ...(same.some((other) => other.uuid === named) ? [`uuid: ${named}`] : []),
    ...(same.some((other) => other.name === body.name) ? [`name: ${body.name}`] : []),
  ];
  if (duplicates.length > 0) {
    throw placementErrors.conflict(
      `Conflicting resource provider ${duplicates.join(', ')} already exists.`,
      placementCodes.duplicateName,
    );
  }
  const parent = body.parent_provider_uuid ?? undefined;
  const problem = parentProblem(store, named, parent);
  if (problem !== undefined) {
    throw placementErrors.badRequest(
      `Unable to create resource provider "${body.name}", ${named}: Object action create failed because: ${problem}`,
    );
  }
  const provider = store.addProvider(named, body.name, parent);
  const location = { location: `${call.env.publicUrl}/resource_providers/${named}` };
  if (!call.get('version').isAtLeast('1.20')) return emptyReply(201, location);
  const answer = reply(call, view(call, provider), provider.changedAt);
  answer.headers.set('location', location.location);
  return answer;
}

function parentProblem(store: PlacementStore, own: string, parent: string | undefined): string | undefined {
  if (parent === own) {
    return 'parent provider UUID cannot be same as UUID. Please set parent provider UUID to None if there is no parent.';
  }
  return parent === undefined || store.providers.has(parent) ? undefined : 'parent provider UUID does not exist.';
}

function show(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:show');
  const provider = findProvider(call);
  return reply(call, view(call, provider), provider.changedAt);
}

function remove(call: PlacementCall): Response {
  requireManager(call, 'placement:resource_providers:delete');
  const provider = findProvider(call, (named) => `No resource provider with uuid ${named} found for delete`);
  deleteProvider(call.env.store, provider);
  return emptyReply(204);
}

async function update(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_providers:update');
  const provider = findProvider(call);
  const body = await readBody(call, providerSchemas.put[call.get('version').isAtLeast('1.14') ? '1.14' : '1.0']);
  const { store } = call.env;
  if ([...store.providers.values()].some((other) => other !== provider && other.name === body.name)) {
    throw placementErrors.conflict(
      `Conflicting resource provider ${body.name} already exists.`,
      placementCodes.duplicateName,
    );
  }
  if (body.parent_provider_uuid !== undefined) moveTo(call, provider, body.parent_provider_uuid ?? undefined);
  provider.name = body.name;
  store.touch(provider);
  return new Response(JSON.stringify(view(call, provider)), {
    headers: { 'content-type': 'application/json', ...freshness(call, provider.changedAt) },
  });
}

/** Puts a provider below another parent: from 1.37 on anywhere but into its own tree below it. Throws 400. */
function moveTo(call: PlacementCall, provider: Provider, parent: string | undefined): void {
  const problem = moveProblem(call, provider, parent);
  if (problem !== undefined) {
    throw placementErrors.badRequest(
      `Unable to save resource provider ${provider.uuid}: Object action update failed because: ${problem}`,
    );
  }
  provider.parent = parent;
}

function moveProblem({ env: { store }, var: { version } }: PlacementCall, provider: Provider, parent?: string) {
  if (parent === provider.parent) return undefined;
  const mayMove = version.isAtLeast('1.37');
  if (parent === undefined) return mayMove ? undefined : 'un-parenting a provider is not currently allowed.';
  const target = store.providers.get(parent);
  if (target === undefined) return 'parent provider UUID does not exist.';
  if (provider.parent !== undefined && !mayMove) return 're-parenting a provider is not currently allowed.';
  for (let above: Provider | undefined = target; above !== undefined;) {
    if (above === provider) return 'creating loop in the provider tree is not allowed.';
    above = above.parent === undefined ? undefined : store.providers.get(above.parent);
  }
  return undefined;
}

function view(call: PlacementCall, provider: Provider) {
  const { store } = call.env;
  return placementViews.provider(provider, { store, version: call.get('version'), prefix: linkPrefix(call) });
}
