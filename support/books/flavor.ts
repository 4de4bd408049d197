import type { Server, ServerFlavor } from '../api/compute/server-decoder';
import type { Amounts } from './amounts';

const override = 'resources:';

/**
 * What a server's flavor asks of Placement: its own size, then the overrides of its extra specs; a server that starts from
 * a volume has no root disk on its host, and an amount of 0 is left out (reference F, "Amounts").
 */
export function flavorAmounts(server: Pick<Server, 'flavor' | 'imageId'>): Amounts {
  if (server.flavor === undefined) return {};
  const amounts: Record<string, number> = { ...sizeOf(server.flavor, server.imageId === undefined ? 0 : 1) };
  for (const [spec, value] of Object.entries(server.flavor.extraSpecs)) {
    if (spec.startsWith(override)) amounts[spec.slice(override.length)] = Number(value);
  }
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount > 0));
}

function sizeOf(flavor: ServerFlavor, rootDisks: number): Amounts {
  const swapInGibibytes = Math.ceil(flavor.swap / 1024);
  return {
    VCPU: flavor.vcpus,
    MEMORY_MB: flavor.ram,
    DISK_GB: flavor.disk * rootDisks + flavor.ephemeral + swapInGibibytes,
  };
}
