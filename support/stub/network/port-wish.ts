import { neutronErrors } from '../http/dialects/neutron-dialect';
import { NotPlayed } from '../http/not-played';

/** What a client may say of a port; the keys are the API's own. */
export interface PortWish {
  readonly network_id?: string;
  readonly tenant_id?: string;
  readonly project_id?: string;
  readonly name?: string;
  readonly description?: string;
  readonly admin_state_up?: boolean | string | number;
  readonly mac_address?: string | null;
  readonly fixed_ips?: readonly { readonly subnet_id?: string; readonly ip_address?: string }[];
  readonly device_id?: string;
  readonly device_owner?: string;
  /** Null is none at all, not the project's default. */
  readonly security_groups?: readonly string[] | null;
  readonly allowed_address_pairs?: readonly unknown[] | null;
  readonly extra_dhcp_opts?: readonly unknown[] | null;
  readonly port_security_enabled?: boolean | string | number;
  readonly tags?: readonly string[];
  readonly device_profile?: string | null;
  readonly numa_affinity_policy?: string | null;
  readonly 'binding:host_id'?: string | null;
  readonly 'binding:profile'?: Readonly<Record<string, unknown>> | null;
  readonly 'binding:vnic_type'?: string;
}

/** The body of a `POST`: it names the network. */
export type NewPortWish = PortWish & { readonly network_id: string };

/** Reads a boolean as Neutron converts it, once the schema has let it pass. */
export function asFlag(value: boolean | string | number): boolean {
  return ['true', '1'].includes(String(value).toLowerCase());
}

/** What a port of the embedded cloud cannot be. Throws 501. */
export function refuseUnplayed(wish: PortWish): void {
  const asked = {
    allowed_address_pairs: (wish.allowed_address_pairs ?? []).length > 0,
    extra_dhcp_opts: (wish.extra_dhcp_opts ?? []).length > 0,
    'port_security_enabled off': !asFlag(wish.port_security_enabled ?? true),
    tags: (wish.tags ?? []).length > 0,
    device_profile: (wish.device_profile ?? null) !== null,
    numa_affinity_policy: (wish.numa_affinity_policy ?? null) !== null,
    [`binding:vnic_type ${wish['binding:vnic_type'] ?? ''}`]: (wish['binding:vnic_type'] ?? 'normal') !== 'normal',
  };
  const unplayed = Object.entries(asked).find(([, isAsked]) => isAsked);
  if (unplayed !== undefined) throw new NotPlayed(`ports with ${unplayed[0]}`);
}

/** The 404 for a port that is not there, or not for the caller to see. */
export function portNotFound(id: string) {
  return neutronErrors.notFound('PortNotFound', `Port ${id} could not be found.`);
}
