import type { Operation } from '../operation';
import {
  deleteAttachment,
  type DeleteAttachmentContext,
  type DeleteAttachmentStep,
} from './operations/delete-attachment';
import { deleteVolume, type DeleteVolumeContext, type DeleteVolumeStep } from './operations/delete-volume';
import { type VolumeRules, volumeRules } from './policy';
import { type VolumeViews, volumeViews } from './views';

/** What a release, a fault or a defect may replace in Cinder. */
export interface VolumeSeams {
  readonly rules: VolumeRules;
  readonly views: VolumeViews;
  readonly operations: {
    readonly deleteVolume: Operation<DeleteVolumeContext, DeleteVolumeStep>;
    readonly deleteAttachment: Operation<DeleteAttachmentContext, DeleteAttachmentStep>;
  };
}

/** Cinder as it should be. */
export const healthyVolume: VolumeSeams = {
  rules: volumeRules,
  views: volumeViews,
  operations: { deleteVolume, deleteAttachment },
};
