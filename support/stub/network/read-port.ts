import { neutronErrors } from '../http/dialects/neutron-dialect';
import { defineSchema } from '../http/schemas';
import { isPrivileged } from './policy';
import type { NewPortWish, PortWish } from './port-wish';
import { badRequest, type NetworkCall, readResource } from './requests';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'], maxLength: 255 };
const flag = {
  type: ['boolean', 'string', 'integer'],
  enum: [true, false, 'true', 'True', 'TRUE', 'false', 'False', 'FALSE', '1', '0', 1, 0],
};
const fixedIp = {
  type: 'object',
  properties: {
    subnet_id: { type: 'string', format: 'uuid' },
    ip_address: {
      anyOf: [
        { type: 'string', format: 'ipv4' },
        { type: 'string', format: 'ipv6' },
      ],
    },
  },
};
const properties = {
  network_id: { type: 'string', format: 'uuid' },
  tenant_id: text,
  project_id: text,
  name: { type: 'string', maxLength: 255 },
  description: { type: 'string', maxLength: 255 },
  admin_state_up: flag,
  mac_address: { type: ['string', 'null'], pattern: '^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$' },
  fixed_ips: { type: 'array', items: fixedIp },
  device_id: text,
  device_owner: text,
  security_groups: { type: ['array', 'null'], items: { type: 'string', format: 'uuid' } },
  allowed_address_pairs: { type: ['array', 'null'] },
  extra_dhcp_opts: { type: ['array', 'null'] },
  port_security_enabled: flag,
  tags: { type: 'array', items: text },
  device_profile: textOrNull,
  numa_affinity_policy: { enum: [null, 'required', 'preferred', 'legacy', 'socket'] },
  'binding:host_id': textOrNull,
  'binding:profile': { type: ['object', 'null'] },
  'binding:vnic_type': {
    type: 'string',
    enum: [
      ...['normal', 'direct', 'macvtap', 'baremetal', 'direct-physical', 'virtio-forwarder', 'smart-nic', 'vdpa'],
      ...['accelerator-direct', 'accelerator-direct-physical', 'remote-managed'],
    ],
  },
};

/** What Neutron says itself. */
const ownAttributes = [
  ...['id', 'status', 'created_at', 'updated_at', 'revision_number', 'ip_allocation'],
  ...['binding:vif_type', 'binding:vif_details'],
];
const attributes = new Set([...Object.keys(properties), ...ownAttributes]);
const readOnly = [...ownAttributes, 'network_id', 'tenant_id', 'project_id', 'tags', 'device_profile'];

const newPort = defineSchema<NewPortWish>({ type: 'object', properties, required: ['network_id'] });
const changedPort = defineSchema<PortWish>({ type: 'object', properties });

/** The body of `POST /v2.0/ports`. Throws 400. */
export async function readNewPort(call: NetworkCall): Promise<NewPortWish> {
  const wish = await readResource(call, 'port', attributes, newPort);
  const own = ownAttributes.find((name) => Object.hasOwn(wish, name));
  if (own !== undefined) throw badRequest(`Attribute '${own}' not allowed in POST`);
  return checked(call, wish);
}

/** The body of `PUT /v2.0/ports/{port}`. Throws 400, also for what cannot be changed. */
export async function readChangedPort(call: NetworkCall): Promise<PortWish> {
  const wish = checked(call, await readResource(call, 'port', attributes, changedPort));
  const fixed = readOnly.find((name) => Object.hasOwn(wish, name));
  if (fixed !== undefined) throw badRequest(`Cannot update read-only attribute ${fixed}`);
  return wish;
}

function checked<Wish extends PortWish>(call: NetworkCall, wish: Wish): Wish {
  const caller = call.get('caller');
  const projects = [wish.project_id, wish.tenant_id].filter((project) => project !== undefined);
  if (!isPrivileged(caller) && projects.some((project) => project !== caller.projectId)) {
    throw badRequest(
      "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or advsvc " +
        'privileges',
    );
  }
  if (wish.fixed_ips?.some((ip) => ip.subnet_id === undefined && ip.ip_address === undefined) === true) {
    throw neutronErrors.badRequest(
      'InvalidInput',
      'Invalid input for operation: IP allocation requires subnet_id or ip_address.',
    );
  }
  return wish;
}
