import { createHash } from 'node:crypto';

/**
 * The UUID of a host's compute node and resource provider: the same in every cloud, so that a cloud made anew looks the same.
 * From 2023.1 on nova-compute reads it from `compute_id` in its state path and refuses a second start without it
 * (`nova/virt/node.py:get_local_node_uuid`). A name-based UUID of version 5 by its bits.
 */
export function computeNodeId(host: string): string {
  const bytes = createHash('sha1').update(`local-delete compute node ${host}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
