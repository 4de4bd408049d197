import type { ServiceBasics } from '../http/call';
import type { ImageStore } from './store';

/** Glance, as its routes see it. */
export interface ImageService extends ServiceBasics {
  readonly store: ImageStore;
}
