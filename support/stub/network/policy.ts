import type { Caller } from '../http/authentication';
import type { NetworkTraits } from './create-network';
import type { NetworkRecord, NetworkStore, Port } from './store';

/** The rules of Neutron's policy, as far as ports and networks go (`neutron/conf/policies/port.py`). */
export interface NetworkRules {
  /** Administrators and services: they see and set bindings, and every project's things. */
  readonly isPrivileged: (caller: Caller) => boolean;
  /** Whether somebody sees a network at all; if not, it is answered 404. */
  readonly seesNetwork: (caller: Caller, network: NetworkRecord) => boolean;
  /** Whether somebody sees a port at all; if not, it is answered 404. */
  readonly seesPort: (caller: Caller, port: Port, store: NetworkStore) => boolean;
  /** Whether somebody may make, change or delete ports of a project. */
  readonly mayChange: (caller: Caller, projectId: string, traits: NetworkTraits) => boolean;
}

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
