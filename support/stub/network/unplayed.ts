import { neutronErrors } from '../http/dialects/neutron-dialect';
import { type FoundRoute, nameOf, type PathParameters } from '../http/known-routes';
import { NotPlayed } from '../http/not-played';
import { isPrivileged, mayChange } from './policy';
import type { NetworkCall } from './requests';
import { findGroup, findNetwork, findSubnet } from './routes/network-routes';
import { findPort } from './routes/port-routes';

/**
 * What becomes of a request that Neutron knows and the embedded cloud does not play: 404 for what the caller does not see, 403
 * by the policy, as Neutron has it, and then 501.
 */
export function refuseUnplayed(call: NetworkCall, { route, parameters }: FoundRoute): never {
  const owner = ownerIn(call, parameters) ?? call.get('caller').projectId ?? '';
  const [rule = '', name = ''] = route.policy.split(' ');
  const caller = call.get('caller');
  const may = rule === 'admin' ? isPrivileged(caller) : rule !== 'member' || mayChange(caller, owner, call.env.traits);
  if (!may) throw neutronErrors.policyForbids(`rule:${name}`);
  throw new NotPlayed(nameOf({ method: route.method, path: `/v2.0${route.path}` }));
}

/** The project that owns what a path names. Throws 404. */
function ownerIn(call: NetworkCall, parameters: PathParameters): string | undefined {
  const [network, subnet, port, group] = ['network', 'subnet', 'port', 'group'].map((name) => parameters.get(name));
  if (network !== undefined) return findNetwork(call, network).projectId;
  if (subnet !== undefined) return findSubnet(call, subnet).projectId;
  if (port !== undefined) return findPort(call, port).projectId;
  return group === undefined ? parameters.get('project') : findGroup(call, group).projectId;
}
