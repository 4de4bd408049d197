import type { Caller } from '../http/authentication';
import type { ServiceBasics } from '../http/call';
import type { Operation } from '../operation';
import type { ImageRules } from './policy';
import type { ImageRecord, ImageStore } from './store';

/** Glance, as its routes see it. */
export interface ImageService extends ServiceBasics {
  readonly store: ImageStore;
  readonly seams: ImageSeams;
}

/** What a release, a defect or a test may replace in Glance. */
export interface ImageSeams {
  readonly rules: ImageRules;
  readonly operations: { readonly deleteImage: Operation<DeleteImageContext, DeleteImageStep> };
}

/** A request that deletes an image. */
export interface DeleteImageContext {
  readonly service: ImageService;
  readonly caller: Caller;
  readonly image: ImageRecord;
}

/** The steps of `DELETE /v2/images/{image}`. */
export type DeleteImageStep = 'checkRights' | 'refuseProtected' | 'remove';
