import { novaErrors } from '../../http/dialects/nova-dialect';
import type { ComputeCall } from '../nova';
import { type NovaStore, zoneOfService } from '../store';
import type { CreateBody } from './create-schema';
import { authorize } from './requests';

/** Where a server is to go. */
export interface Destination {
  readonly zone: string | null;
  /** From `zone:host:node`, for operators. */
  readonly forcedHost: string | null;
  readonly forcedNode: string | null;
}

/**
 * Whether servers may be asked for in a zone: it is there as long as one of its services is enabled; whether it is up does not matter. The zone of servers whose
 * owner names none is looked at in the same way (`nova/availability_zones.py:get_availability_zones`).
 */
export function zoneIsAvailable(store: NovaStore, zone: string): boolean {
  return store.services.some((service) => service.status === 'enabled' && zoneOfService(store, service) === zone);
}

/**
 * Reads `availability_zone` (`zone[:host[:node]]`), `host` and `hypervisor_hostname`. Throws 400 for what is not there
 * and 403 for users who ask for a host. Source: `nova/compute/api.py:parse_availability_zone`, `servers.py:create`.
 */
export function readDestination(call: ComputeCall, body: CreateBody['server']): Destination {
  const destination = readZone(call, body.availability_zone);
  const { host, hypervisor_hostname: node } = body;
  if (host !== undefined || node !== undefined) {
    authorize(call, 'compute:servers:create:requested_destination');
    checkDestination(call, destination, host, node);
  }
  checkZone(call, destination);
  return destination;
}

function readZone(call: ComputeCall, text: string | undefined): Destination {
  const { defaultScheduleZone } = call.env.nova;
  if (text === undefined) return { zone: defaultScheduleZone, forcedHost: null, forcedNode: null };
  const [zone = '', host = '', node = '', ...rest] = text.split(':');
  if (rest.length > 0) {
    throw novaErrors.badRequest('The requested availability zone is invalid: it should be zone[:host[:node]]');
  }
  if (host !== '' || node !== '') {
    authorize(call, 'servers:create:forced_host', { projectId: undefined });
    checkHost(call, host, node);
  }
  return { zone: zone || defaultScheduleZone, forcedHost: host || null, forcedNode: node || null };
}

function checkDestination(
  call: ComputeCall,
  { forcedHost, forcedNode }: Destination,
  host: string | undefined,
  node: string | undefined,
): void {
  if (forcedHost !== null || forcedNode !== null) {
    throw novaErrors.badRequest(
      'One mechanism with host and/or hypervisor_hostname and another mechanism with zone:host:node are mutually ' +
        'exclusive.',
    );
  }
  checkHost(call, host ?? '', node ?? '');
}

function checkHost(call: ComputeCall, host: string, node: string): void {
  const { computeNodes } = call.env.nova.store;
  const isThere = computeNodes.some(
    (known) => (host === '' || known.host === host) && (node === '' || known.hypervisorHostname === node),
  );
  if (!isThere) throw novaErrors.badRequest(`Compute host ${host === '' ? node : host} could not be found.`);
}

function checkZone(call: ComputeCall, { zone, forcedHost }: Destination): void {
  if (zone === null || forcedHost !== null || zoneIsAvailable(call.env.nova.store, zone)) return;
  throw novaErrors.badRequest('The requested availability zone is not available');
}
