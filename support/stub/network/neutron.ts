import type { Caller } from '../http/authentication';
import type { ServiceBasics } from '../http/call';
import type { PolicyDefaults } from '../http/policy-defaults';
import type { Operation } from '../operation';
import type { PortWish } from './port-wish';
import type { NetworkRecord, NetworkStore, Port } from './store';

/** In what releases of Neutron differ. */
export interface NetworkTraits {
  /** Old: whoever has any role in the project may change its ports (zed). New: members may (2023.2). */
  readonly policyDefaults: PolicyDefaults;
}

/** Neutron, as its routes see it. */
export interface NetworkService extends ServiceBasics {
  readonly store: NetworkStore;
  readonly traits: NetworkTraits;
  readonly seams: NetworkSeams;
}

/** What a release, a defect or a test may replace in Neutron. */
export interface NetworkSeams {
  readonly rules: NetworkRules;
  readonly operations: {
    readonly updatePort: Operation<UpdatePortContext, UpdatePortStep>;
    readonly deletePort: Operation<PortContext, DeletePortStep>;
  };
}

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

/** A request that changes or deletes a port. */
export interface PortContext {
  readonly service: NetworkService;
  readonly caller: Caller;
  readonly id: string;
  port: Port | undefined;
}

/** A request that changes a port. */
export interface UpdatePortContext extends PortContext {
  readonly wish: PortWish;
}

/** The steps of `PUT /v2.0/ports/{port}`. */
export type UpdatePortStep = 'findPort' | 'checkRights' | 'changeAddresses' | 'change';

/** The steps of `DELETE /v2.0/ports/{port}`. */
export type DeletePortStep = 'findPort' | 'checkRights' | 'refuseServicePort' | 'remove';
