import { neutronErrors } from '../http/dialects/neutron';
import { defineSchema } from '../http/schemas';
import { badRequest, type NetworkCall, readResource } from './requests';

/** What a client may say of a port; the keys are the API's own. */
export interface PortWish {
  readonly network_id?: string;
  readonly tenant_id?: string;
  readonly project_id?: string;
  readonly name?: string;
  readonly description?: string;
  readonly admin_state_up?: boolean;
  readonly mac_address?: string | null;
  readonly fixed_ips?: readonly { readonly subnet_id?: string; readonly ip_address?: string }[];
  readonly device_id?: string;
  readonly device_owner?: string;
  /** Null is none at all, not the project's default. */
  readonly security_groups?: readonly string[] | null;
  readonly 'binding:host_id'?: string | null;
  readonly 'binding:profile'?: Readonly<Record<string, unknown>> | null;
  readonly 'binding:vnic_type'?: string;
}

/** The body of a `POST`: it names the network. */
export type NewPortWish = PortWish & { readonly network_id: string };

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const properties = {
  network_id: { type: 'string', format: 'uuid' },
  tenant_id: text,
  project_id: text,
  name: { type: 'string', maxLength: 255 },
  description: { type: 'string', maxLength: 255 },
  admin_state_up: { type: 'boolean' },
  mac_address: { type: ['string', 'null'], pattern: '^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$' },
  fixed_ips: {
    type: 'array',
    items: { type: 'object', properties: { subnet_id: { type: 'string', format: 'uuid' }, ip_address: text } },
  },
  device_id: text,
  device_owner: text,
  security_groups: { type: ['array', 'null'], items: { type: 'string', format: 'uuid' } },
  allowed_address_pairs: { type: ['array', 'null'] },
  extra_dhcp_opts: { type: ['array', 'null'] },
  port_security_enabled: { type: 'boolean' },
  'binding:host_id': textOrNull,
  'binding:profile': { type: ['object', 'null'] },
  'binding:vnic_type': {
    type: 'string',
    enum: ['normal', 'direct', 'macvtap', 'baremetal', 'direct-physical', 'virtio-forwarder', 'smart-nic', 'vdpa'],
  },
};
const attributes = new Set([...Object.keys(properties), 'id', 'status', 'created_at', 'updated_at', 'revision_number']);
const readOnly = ['id', 'status', 'network_id', 'tenant_id', 'project_id', 'created_at', 'updated_at'];

const newPort = defineSchema<NewPortWish>({ type: 'object', properties, required: ['network_id'] });
const changedPort = defineSchema<PortWish>({ type: 'object', properties });

/** The body of `POST /v2.0/ports`. Throws 400. */
export function readNewPort(call: NetworkCall): Promise<NewPortWish> {
  return readResource(call, 'port', attributes, newPort);
}

/** The body of `PUT /v2.0/ports/{port}`. Throws 400, also for what cannot be changed. */
export async function readChangedPort(call: NetworkCall): Promise<PortWish> {
  const wish = await readResource(call, 'port', attributes, changedPort);
  const fixed = readOnly.find((name) => name in wish);
  if (fixed !== undefined) throw badRequest(`Cannot update read-only attribute ${fixed}`);
  return wish;
}

/** The 404 for a port that is not there, or not for the caller to see. */
export function portNotFound(id: string) {
  return neutronErrors.notFound('PortNotFound', `Port ${id} could not be found.`);
}
