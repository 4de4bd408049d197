import { neutronErrors } from '../../http/dialects/neutron-dialect';
import { jsonResponse } from '../../http/errors';
import type { Route } from '../../http/call';
import type { Binding } from '../binding';
import { activateBinding, bindingOf, bindingsOf, createBinding, deleteBinding } from '../bindings';
import type { NetworkService } from '../neutron';
import { isPrivileged } from '../policy';
import { readBinding } from '../read-binding';
import type { NetworkCall } from '../requests';
import type { Port } from '../store';
import type { Json } from '../views';
import { findPort } from './port-routes';

/** The bindings of a port to several hosts, for administrators and services (the extension `binding-extended`). */
export const bindingRoutes: readonly Route<NetworkService>[] = [
  { method: 'GET', path: '/v2.0/ports/:port/bindings', handle: list },
  { method: 'POST', path: '/v2.0/ports/:port/bindings', handle: create },
  { method: 'GET', path: '/v2.0/ports/:port/bindings/:host', handle: show },
  { method: 'DELETE', path: '/v2.0/ports/:port/bindings/:host', handle: remove },
  { method: 'PUT', path: '/v2.0/ports/:port/bindings/:host/activate', handle: activate },
];

function list(call: NetworkCall): Response {
  return jsonResponse(200, { bindings: bindingsOf(portFor(call, 'get_port_binding')).map(viewOf) });
}

async function create(call: NetworkCall): Promise<Response> {
  const wish = await readBinding(call);
  return jsonResponse(201, { binding: viewOf(createBinding(portFor(call, 'create_port_binding'), wish)) });
}

function show(call: NetworkCall): Response {
  return jsonResponse(200, { binding: viewOf(bindingOf(portFor(call, 'get_port_binding'), hostIn(call))) });
}

function remove(call: NetworkCall): Response {
  deleteBinding(portFor(call, 'delete_port_binding'), hostIn(call));
  return new Response(null, { status: 204 });
}

function activate(call: NetworkCall): Response {
  return jsonResponse(200, { binding: viewOf(activateBinding(portFor(call, 'activate'), hostIn(call))) });
}

/** Throws 403 and 404. */
function portFor(call: NetworkCall, policy: string): Port {
  const port = findPort(call, call.req.param('port') ?? '');
  if (!isPrivileged(call.get('caller'))) throw neutronErrors.policyForbids(`rule:${policy}`);
  return port;
}

function hostIn(call: NetworkCall): string {
  return call.req.param('host') ?? '';
}

function viewOf({ host, status, vnicType, profile }: Binding): Json {
  return { host, vif_type: 'ovs', vnic_type: vnicType, status, profile, vif_details: { port_filter: true } };
}
