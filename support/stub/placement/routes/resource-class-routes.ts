import type { Route } from '../../http/call';
import { placementErrors } from '../../http/dialects/placement-dialect';
import { standardResourceClasses } from '../names';
import type { PlacementService } from '../placement';
import { requireManager } from '../policy';
import {
  emptyReply,
  linkPrefix,
  type PlacementCall,
  readBody,
  reply,
  requireJson,
  requireJsonAccepted,
} from '../requests';
import { resourceClass } from '../schemas';

/** Resource classes (`placement/handlers/resource_class.py`; reference D.3). */
export const resourceClassRoutes: readonly Route<PlacementService>[] = [
  { method: 'GET', path: '/resource_classes', since: '1.2', handle: list },
  { method: 'POST', path: '/resource_classes', since: '1.2', handle: create },
  { method: 'GET', path: '/resource_classes/:name', since: '1.2', handle: show },
  { method: 'PUT', path: '/resource_classes/:name', since: '1.7', handle: ensure },
  { method: 'DELETE', path: '/resource_classes/:name', since: '1.2', handle: remove },
];

function list(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_classes:list');
  return reply(call, { resource_classes: [...call.env.store.resourceClasses].map((name) => view(call, name)) });
}

function show(call: PlacementCall): Response {
  requireJsonAccepted(call);
  requireManager(call, 'placement:resource_classes:show');
  return reply(call, view(call, findClass(call)));
}

async function create(call: PlacementCall): Promise<Response> {
  requireJson(call);
  requireManager(call, 'placement:resource_classes:create');
  const { name } = await readBody(call, resourceClass);
  if (call.env.store.resourceClasses.has(name)) {
    throw placementErrors.conflict(`Conflicting resource class already exists: ${name}`);
  }
  call.env.store.resourceClasses.add(name);
  return emptyReply(201, { location: href(call, name) });
}

function ensure(call: PlacementCall): Response {
  requireManager(call, 'placement:resource_classes:update');
  const name = call.req.param('name') ?? '';
  const checked = resourceClass.read({ name });
  if (checked.kind === 'invalid') {
    throw placementErrors.badRequest(`JSON does not validate: ${checked.problem.reason}`);
  }
  const status = call.env.store.resourceClasses.has(name) ? 204 : 201;
  call.env.store.resourceClasses.add(name);
  return emptyReply(status, { location: href(call, name) });
}

function remove(call: PlacementCall): Response {
  requireManager(call, 'placement:resource_classes:delete');
  const name = findClass(call);
  const error = 'Error in delete resource class: Cannot delete';
  if (standardResourceClasses.includes(name)) {
    throw placementErrors.badRequest(`${error} standard resource class ${name}.`);
  }
  if ([...call.env.store.providers.values()].some(({ inventories }) => inventories.has(name))) {
    throw placementErrors.conflict(`${error} resource class ${name}. Class is in use in inventory.`);
  }
  call.env.store.resourceClasses.delete(name);
  return emptyReply(204);
}

function findClass(call: PlacementCall): string {
  const name = call.req.param('name') ?? '';
  if (!call.env.store.resourceClasses.has(name)) throw placementErrors.notFound(`No such resource class ${name}.`);
  return name;
}

function view(call: PlacementCall, name: string) {
  return { name, links: [{ rel: 'self', href: href(call, name) }] };
}

function href(call: PlacementCall, name: string): string {
  return `${linkPrefix(call)}/resource_classes/${name}`;
}
