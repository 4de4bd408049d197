import type { VolumeSeams } from './cinder';
import { deleteAttachment } from './operations/delete-attachment';

/** Cinder as it should be. */
export const healthyVolume: VolumeSeams = {
  rules: { isService: ({ serviceRoles }) => serviceRoles.includes('service') },
  operations: { deleteAttachment },
};
