import { novaErrors } from '../../http/dialects/nova-dialect';
import { type FoundRoute, nameOf, type PathParameters } from '../../http/known-routes';
import { entryOf } from '../../http/lookup';
import { NotPlayed } from '../../http/not-played';
import { isUuidLike } from '../../http/schemas';
import type { ComputeCall } from '../nova';
import { fullPolicyName, type PolicyName, type PolicyTarget } from '../policies';
import { findAggregate } from './aggregate-routes';
import { findFlavor } from './flavor-routes';
import { findHypervisor } from './hypervisor-routes';
import { serverActions } from './known-routes';
import { findServer, may, readAction } from './requests';

/**
 * What becomes of a request that Nova knows and the embedded cloud does not play: 404 for a server, 403 by the policy, 404
 * for other things, all as Nova has it, and then 501.
 */
export async function refuseUnplayed(call: ComputeCall, { route, parameters }: FoundRoute): Promise<never> {
  if (route.policy === 'gone') throw novaErrors.gone(goneWords);
  requirePolicy(call, route.policy, targetOf(call, parameters));
  for (const [name, find] of Object.entries(finders)) {
    const id = parameters.get(name);
    if (id !== undefined) find(call, id);
  }
  if (route.path === '/flavors/:flavor/action') await refuseFlavorAction(call);
  throw new NotPlayed(nameOf(route));
}

/** Whose thing a path is about; undefined where it names nobody's. Throws 404 for a server. */
function targetOf(call: ComputeCall, parameters: PathParameters): PolicyTarget | undefined {
  const server = parameters.get('server');
  if (server !== undefined) return findServer(call, server);
  const projectId = parameters.get('project');
  return projectId === undefined ? undefined : { projectId };
}

/** The same for an action of a server. Throws 400 for one that Nova does not know. */
export function refuseAction(call: ComputeCall, name: string): never {
  const action = entryOf(serverActions, name);
  if (action === undefined) throw novaErrors.badRequest(`There is no such action: ${name}`);
  if (action.policy === 'gone') throw novaErrors.gone(goneWords);
  if (!call.get('version').isWithin(action.since, action.until)) {
    throw novaErrors.notFound('The resource could not be found.');
  }
  requirePolicy(call, action.policy, findServer(call));
  throw new NotPlayed(`the action ${name} of servers`);
}

const goneWords = 'This resource is no longer available. No forwarding address is given.';

/** Things of a path that exist in the embedded cloud. Each throws 404, or 400 for an ID of the wrong form. */
const finders: Readonly<Record<string, (call: ComputeCall, id: string) => unknown>> = {
  flavor: findFlavor,
  aggregate: findAggregate,
  hypervisor: findHypervisor,
  service: findService,
};

function findService(call: ComputeCall, id: string): void {
  const { services } = call.env.nova.store;
  const newIds = call.get('version').isAtLeast('2.53');
  if (newIds && !isUuidLike(id)) throw novaErrors.badRequest(`Invalid uuid ${id}`);
  if (services.some((service) => (newIds ? service.uuid : String(service.id)) === id)) return;
  throw novaErrors.notFound(`Service ${id} not found.`);
}

const rules: Readonly<Record<string, PolicyName>> = {
  admin: 'rule:context_is_admin',
  manager: 'rule:project_manager_or_admin',
  member: 'rule:project_member_or_admin',
  reader: 'rule:project_reader_or_admin',
  anybody: 'rule:anybody',
};

/** @param policy like `admin os-hosts:list` */
function requirePolicy(call: ComputeCall, policy: string, target: PolicyTarget | undefined): void {
  const [rule = '', name = ''] = policy.split(' ');
  const known = entryOf(rules, rule);
  if (known === undefined) throw new RangeError(`no rule of Nova's is called "${rule}"`);
  if (!may(call, known, target)) throw novaErrors.policyForbids(fullPolicyName(name));
}

async function refuseFlavorAction(call: ComputeCall): Promise<void> {
  const { name } = await readAction(call);
  if (['addTenantAccess', 'removeTenantAccess'].includes(name)) throw new NotPlayed(`the action ${name} of flavors`);
  throw novaErrors.badRequest(`There is no such action: ${name}`);
}
