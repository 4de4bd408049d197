import type { Caller } from '../http/authentication';
import type { NetworkRules } from './neutron';

/** Neutron's rules as they should be. */
export const networkRules: NetworkRules = {
  isPrivileged,
  seesNetwork: (caller, network) => isPrivileged(caller) || network.shared || network.projectId === caller.projectId,
  seesPort: (caller, port, store) =>
    isPrivileged(caller) ||
    port.projectId === caller.projectId ||
    store.networks.get(port.networkId)?.projectId === caller.projectId,
  mayChange: (caller, projectId, traits) =>
    isPrivileged(caller) ||
    (caller.projectId === projectId && (traits.policyDefaults === 'old' || caller.roles.includes('member'))),
};

function isPrivileged(caller: Caller): boolean {
  return caller.isAdmin || caller.roles.includes('service');
}
