import { type Inventory, type ProviderWish, updateProvider, updateTraits } from '../neighbours/update-provider';
import type { Nova, NovaRules } from '../nova';
import type { ComputeNode } from '../records';

/** The trait by which a disabled host is left out of allocation candidates. */
const disabledTrait = 'COMPUTE_STATUS_DISABLED';

/** The traits that the driver reports. */
const driverTraits = ['COMPUTE_NODE'] as const;

/** `[DEFAULT] reserved_host_memory_mb`. */
const reservedMemoryMb = 512;

/**
 * Writes a compute node's provider to Placement: inventory, the driver's traits, and whether the service is disabled.
 * Rejects when Placement cannot be written. Source: `resource_tracker.py:_update_to_placement`.
 */
export async function updateToPlacement(nova: Nova, node: ComputeNode): Promise<void> {
  await updateProvider(nova.placement, {
    uuid: node.uuid,
    name: node.hypervisorHostname,
    inventories: inventoriesOf(nova, node),
    ...statusTraits(nova, node.host),
  });
}

/** Adds or removes the trait of a disabled host: `nova/compute/manager.py:_update_compute_provider_status`. */
export async function synchroniseDisabledTrait(nova: Nova, host: string): Promise<void> {
  const node = nova.store.computeNode(host);
  if (node !== undefined) await updateTraits(nova.placement, { uuid: node.uuid, ...statusTraits(nova, host) });
}

/** Forcing down leaves the mark alone. */
export const isMarkedDisabled: NovaRules['isMarkedDisabled'] = ({ status }) => status === 'disabled';

/** Of a host whose service was removed nobody knows whether it is disabled (`_sync_compute_service_disabled_trait`). */
function statusTraits(nova: Nova, host: string): Pick<ProviderWish, 'traits' | 'withoutTraits'> {
  if (!nova.store.hasComputeService(host)) return { traits: driverTraits, withoutTraits: [] };
  return nova.seams.rules.isMarkedDisabled(nova.store.computeService(host))
    ? { traits: [...driverTraits, disabledTrait], withoutTraits: [] }
    : { traits: driverTraits, withoutTraits: [disabledTrait] };
}

function inventoriesOf({ ratios }: Nova, { capacity }: ComputeNode): Readonly<Record<string, Inventory>> {
  return {
    VCPU: inventory(capacity.vcpus, 0, ratios.cpu),
    MEMORY_MB: inventory(capacity.memoryMb, reservedMemoryMb, ratios.ram),
    DISK_GB: inventory(capacity.diskGb, 0, ratios.disk),
  };
}

function inventory(total: number, reserved: number, ratio: number): Inventory {
  return { total, reserved, min_unit: 1, max_unit: total, step_size: 1, allocation_ratio: ratio };
}
