import type { ImageSeams } from './glance';
import { deleteImage } from './operations/delete-image';
import { imageRules } from './policy';

/** Glance as it should be. */
export const healthyImage: ImageSeams = { rules: imageRules, operations: { deleteImage } };
