import type { Call } from '../http/call';
import { glanceErrors } from '../http/dialects/glance-dialect';
import type { ImageService } from './glance';
import { sees } from './policy';
import type { ImageRecord } from './store';

/** One request to Glance. */
export type ImageCall = Call<ImageService>;

/** An image that the caller sees; that of the path when none is named. Throws 404. */
export function findImage(
  { env: { store }, var: { caller }, req }: ImageCall,
  id = req.param('image') ?? '',
): ImageRecord {
  const image = store.images.get(id);
  if (image !== undefined && sees(caller, image)) return image;
  throw glanceErrors.notFound(`No image found with ID ${id}`);
}
