import { neutronErrors } from '../http/dialects/neutron-dialect';
import type { Binding } from './binding';
import type { Port } from './store';

/** What somebody wants of a binding. */
export interface BindingWish {
  readonly host: string;
  readonly vnic_type?: string;
  readonly profile?: Readonly<Record<string, unknown>>;
}

/** All bindings of a port, the active one first. */
export function bindingsOf(port: Port): readonly Binding[] {
  const { hostId: host, vnicType, profile } = port;
  const active: readonly Binding[] = host === '' ? [] : [{ host, vnicType, profile, status: 'ACTIVE' }];
  return [...active, ...port.inactiveBindings];
}

/** The port's binding to a host. Throws 404. */
export function bindingOf(port: Port, host: string): Binding {
  const found = bindingsOf(port).find((binding) => binding.host === host);
  if (found !== undefined) return found;
  const message = `Binding for port ${port.id} for host ${host} could not be found.`;
  throw neutronErrors.notFound('PortBindingNotFound', message);
}

/** Binds the port to one more host; inactive where it is bound already. Throws 409 (`ml2/plugin.py:create_port_binding`). */
export function createBinding(port: Port, { host, vnic_type: wish, profile = {} }: BindingWish): Binding {
  if (bindingsOf(port).some((binding) => binding.host === host)) {
    const message = `Binding for port ${port.id} on host ${host} already exists.`;
    throw neutronErrors.conflict('PortBindingAlreadyExists', message);
  }
  const vnicType = wish ?? port.vnicType;
  if (port.hostId === '') port.hostId = host;
  else port.inactiveBindings = [...port.inactiveBindings, { host, vnicType, profile, status: 'INACTIVE' }];
  return bindingOf(port, host);
}

/** Takes a port off a host. Throws 404 (`ml2/plugin.py:delete_port_binding`). */
export function deleteBinding(port: Port, host: string): void {
  bindingOf(port, host);
  if (port.hostId === host) port.hostId = '';
  port.inactiveBindings = port.inactiveBindings.filter((binding) => binding.host !== host);
}

/** Makes a binding the active one; the one that was is inactive then. Throws 404 and 409 (`ml2/plugin.py:activate`). */
export function activateBinding(port: Port, host: string): Binding {
  const wanted = bindingOf(port, host);
  if (wanted.status === 'ACTIVE') {
    const message = `Binding for port ${port.id} on host ${host} is already active.`;
    throw neutronErrors.conflict('PortBindingAlreadyActive', message);
  }
  const others = bindingsOf(port).filter((binding) => binding.host !== host);
  port.hostId = host;
  port.profile = wanted.profile;
  port.inactiveBindings = others.map((binding) => ({ ...binding, status: 'INACTIVE' }));
  return bindingOf(port, host);
}
