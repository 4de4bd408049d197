import type { Caller } from '../http/authentication';
import type { NetworkTraits } from './neutron';
import type { NetworkRecord, NetworkStore, Port } from './store';

/** Administrators and services: they see and set bindings, and every project's things (`neutron/conf/policies/port.py`). */
export function isPrivileged(caller: Caller): boolean {
  return caller.isAdmin || caller.roles.includes('service');
}

/** Whether somebody sees a network at all; if not, it is answered 404. */
export function seesNetwork(caller: Caller, network: NetworkRecord): boolean {
  return isPrivileged(caller) || network.shared || network.projectId === caller.projectId;
}

/** Whether somebody sees a port at all; if not, it is answered 404. */
export function seesPort(caller: Caller, port: Port, store: NetworkStore): boolean {
  return (
    isPrivileged(caller) ||
    port.projectId === caller.projectId ||
    store.networks.get(port.networkId)?.projectId === caller.projectId
  );
}

/** Whether somebody may make, change or delete ports of a project. */
export function mayChange(caller: Caller, projectId: string, { policyDefaults }: NetworkTraits): boolean {
  return (
    isPrivileged(caller) ||
    (caller.projectId === projectId && (policyDefaults === 'old' || caller.roles.includes('member')))
  );
}
