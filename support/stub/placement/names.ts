import added from './os-traits.json';

/** Placement's resource classes (os-resource-classes 1.1, of which there is no newer one up to 2026.2). */
export const standardResourceClasses: readonly string[] = [
  'VCPU',
  'MEMORY_MB',
  'DISK_GB',
  'PCI_DEVICE',
  'SRIOV_NET_VF',
  'NUMA_SOCKET',
  'NUMA_CORE',
  'NUMA_THREAD',
  'NUMA_MEMORY_MB',
  'IPV4_ADDRESS',
  'VGPU',
  'VGPU_DISPLAY_HEAD',
  'NET_BW_EGR_KILOBIT_PER_SEC',
  'NET_BW_IGR_KILOBIT_PER_SEC',
  'PCPU',
  'MEM_ENCRYPTION_CONTEXT',
  'FPGA',
  'PGPU',
  'NET_PACKET_RATE_KILOPACKET_PER_SEC',
  'NET_PACKET_RATE_EGR_KILOPACKET_PER_SEC',
  'NET_PACKET_RATE_IGR_KILOPACKET_PER_SEC',
];

/** A version of os-traits, with whose names Placement fills its table. */
export type OsTraitsVersion = Exclude<keyof typeof added, 'source'>;

const versions = ['2.9.0', '3.4.0', '3.9.0'] as const satisfies readonly OsTraitsVersion[];

/** All standard traits of a version. */
export function standardTraits(version: OsTraitsVersion): readonly string[] {
  return versions.slice(0, versions.indexOf(version) + 1).flatMap((each) => added[each]);
}
