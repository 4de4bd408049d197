import type { Route } from '../../http/call';
import { placementCodes, placementErrors } from '../../http/dialects/placement-dialect';
import { defineSchema } from '../../http/schemas';
import type { PlacementService } from '../placement';
import { requireManager } from '../policy';
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
import { isCustomTrait, putTraits } from '../schemas';
import type { Provider } from '../store';

/** What providers are like (`placement/handlers/trait.py`; reference D.3). */
export const traitRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/traits', since: '1.6', handle: list },
  { method: 'GET', path: '/traits/:name', since: '1.6', handle: show },
  { method: 'PUT', path: '/traits/:name', since: '1.6', handle: create },
  { method: 'DELETE', path: '/traits/:name', since: '1.6', handle: remove },
  { method: 'GET', path: '/resource_providers/:provider/traits', since: '1.6', handle: listOfProvider },
  { method: 'PUT', path: '/resource_providers/:provider/traits', since: '1.6', handle: replaceOfProvider },
  { method: 'DELETE', path: '/resource_providers/:provider/traits', since: '1.6', handle: removeOfProvider },
];

const text = { type: 'string' };
const listQuery = defineSchema<{ readonly name?: string; readonly associated?: string }>({
  type: 'object',
  properties: { name: text, associated: text },
  additionalProperties: false,
});

function list(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:traits:list');
  const { name, associated } = readQuery(call, listQuery);
  const named = name === undefined ? () => true : nameFilter(name);
  const used = associated === undefined ? () => true : associationFilter(call, associated);
  return reply(call, { traits: [...call.env.store.traits].filter((trait) => named(trait) && used(trait)) });
}

function nameFilter(wanted: string): (trait: string) => boolean {
  const colon = wanted.indexOf(':');
  if (colon === -1) {
    throw placementErrors.badRequest(
      'Badly formatted name parameter. Expected name query string parameter in form: ' +
        `?name=[in|startswith]:[name1,name2|prefix]. Got: "${wanted}"`,
    );
  }
  const value = wanted.slice(colon + 1);
  switch (wanted.slice(0, colon)) {
    case 'in':
      return (trait) => value.split(',').includes(trait);
    case 'startswith':
      return (trait) => trait.startsWith(value);
    default:
      return () => true;
  }
}

function associationFilter(call: PlacementCall, wanted: string): (trait: string) => boolean {
  const word = wanted.toLowerCase();
  if (word !== 'true' && word !== 'false') {
    throw placementErrors.badRequest('The query parameter "associated" only accepts "true" or "false"');
  }
  return (trait) => isAssociated(call, trait) === (word === 'true');
}

function show(call: PlacementCall): Response {
  requireManager(call, 'placement:traits:show');
  const name = call.req.param('name') ?? '';
  if (!call.env.store.traits.has(name)) throw placementErrors.notFound(`No such trait(s): ${name}.`);
  return emptyReply(204, freshness(call));
}

function create(call: PlacementCall): Response {
  requireManager(call, 'placement:traits:update');
  const name = call.req.param('name') ?? '';
  if (!isCustomTrait(name)) {
    throw placementErrors.badRequest(
      'The trait is invalid. A valid trait must be no longer than 255 characters, start with the prefix "CUSTOM_" and ' +
        'use following characters: "A"-"Z", "0"-"9" and "_"',
    );
  }
  const status = call.env.store.traits.has(name) ? 204 : 201;
  call.env.store.traits.add(name);
  return emptyReply(status, { location: `${linkPrefix(call)}/traits/${name}`, ...freshness(call) });
}

function remove(call: PlacementCall): Response {
  requireManager(call, 'placement:traits:delete');
  const name = call.req.param('name') ?? '';
  if (!call.env.store.traits.has(name)) throw placementErrors.notFound(`No such trait(s): ${name}.`);
  if (!name.startsWith('CUSTOM_')) throw placementErrors.badRequest(`Cannot delete standard trait ${name}.`);
  if (isAssociated(call, name)) {
    throw placementErrors.conflict(`The trait ${name} is in use by a resource provider.`);
  }
  call.env.store.traits.delete(name);
  return emptyReply(204);
}

function listOfProvider(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_providers:traits:list');
  const provider = findProvider(call, (uuid, found) => `No resource provider with uuid ${uuid} found: ${found}`);
  return replyTraits(call, provider);
}

async function replaceOfProvider(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_providers:traits:update');
  const body = await readBody(call, putTraits);
  const provider = findProvider(call);
  if (body.resource_provider_generation !== provider.generation) {
    throw placementErrors.conflict(
      "Resource provider's generation already changed. Please update the generation and try again.",
      placementCodes.concurrentUpdate,
    );
  }
  const unknown = body.traits.filter((trait) => !call.env.store.traits.has(trait));
  if (unknown.length > 0) throw placementErrors.badRequest(`No such trait ${unknown.join(', ')}`);
  replace(call, provider, body.traits);
  return replyTraits(call, provider);
}

function removeOfProvider(call: PlacementCall): Response {
  requireManager(call, 'placement:resource_providers:traits:delete');
  replace(call, findProvider(call), []);
  return emptyReply(204);
}

/** The generation is raised only if the traits differ from before (`objects/resource_provider.py:_set_traits`). */
function replace(call: PlacementCall, provider: Provider, traits: readonly string[]): void {
  const wanted = new Set(traits);
  const same = wanted.size === provider.traits.size && [...wanted].every((trait) => provider.traits.has(trait));
  if (same) return;
  provider.traits.clear();
  for (const trait of wanted) provider.traits.add(trait);
  call.env.store.raiseGeneration(provider);
}

function replyTraits(call: PlacementCall, provider: Provider): Response {
  return reply(call, { traits: [...provider.traits], resource_provider_generation: provider.generation });
}

function isAssociated(call: PlacementCall, trait: string): boolean {
  return [...call.env.store.providers.values()].some((provider) => provider.traits.has(trait));
}
