import type { VolumeSeams } from './cinder';
import { deleteAttachment } from './operations/delete-attachment';
import { deleteVolume } from './operations/delete-volume';
import { volumeRules } from './policy';

/** Cinder as it should be. */
export const healthyVolume: VolumeSeams = { rules: volumeRules, operations: { deleteVolume, deleteAttachment } };
