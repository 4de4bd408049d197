import type { Operation } from '../operation';
import { deleteImage, type DeleteImageContext, type DeleteImageStep } from './operations/delete-image';
import { type ImageRules, imageRules } from './policy';
import { type ImageViews, imageViews } from './views';

/** What a release, a fault or a defect may replace in Glance. */
export interface ImageSeams {
  readonly rules: ImageRules;
  readonly views: ImageViews;
  readonly operations: { readonly deleteImage: Operation<DeleteImageContext, DeleteImageStep> };
}

/** Glance as it should be. */
export const healthyImage: ImageSeams = {
  rules: imageRules,
  views: imageViews,
  operations: { deleteImage },
};
