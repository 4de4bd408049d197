import type { Flavor, Server } from './records';

/** Amounts by resource class. */
export type Amounts = Readonly<Record<string, number>>;

const mebibytesInGibibyte = 1024;

/**
 * What a server takes from its host: no root disk when it boots from a volume. Amounts of zero are left out, and
 * `resources:X=n` extra specs override or add. Source: reference F, `nova/scheduler/utils.py:ResourceRequest`.
 */
export function resourcesOf({ flavor, rootDisk }: Pick<Server, 'flavor' | 'rootDisk'>): Amounts {
  const rootGb = rootDisk === 'on a volume' ? 0 : flavor.diskGb;
  const amounts: Record<string, number> = {
    VCPU: flavor.vcpus,
    MEMORY_MB: flavor.memoryMb,
    DISK_GB: rootGb + flavor.ephemeralGb + Math.ceil(flavor.swapMb / mebibytesInGibibyte),
  };
  for (const [key, value] of Object.entries(flavor.extraSpecs)) {
    const name = /^resources:([A-Z0-9_]+)$/.exec(key)?.[1];
    if (name !== undefined && /^\d+$/.test(value)) amounts[name] = Number(value);
  }
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount > 0));
}

/** The traits that a flavor asks for or forbids, as in Placement's `required` parameter. */
export function requiredTraits(flavor: Flavor): readonly string[] {
  const required: string[] = [];
  for (const [key, value] of Object.entries(flavor.extraSpecs)) {
    const name = /^trait:([A-Z0-9_]+)$/.exec(key)?.[1];
    if (name !== undefined && value === 'required') required.push(name);
    if (name !== undefined && value === 'forbidden') required.push(`!${name}`);
  }
  return required;
}
