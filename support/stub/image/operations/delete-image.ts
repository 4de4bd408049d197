import { glanceErrors } from '../../http/dialects/glance-dialect';
import type { Operation } from '../../operation';
import type { DeleteImageContext, DeleteImageStep } from '../glance';

/** Deletes an image (`glance/api/v2/images.py:ImagesController.delete`; reference D.4). */
export const deleteImage: Operation<DeleteImageContext, DeleteImageStep> = {
  checkRights: ({ service, caller, image }) => {
    if (service.seams.rules.mayChange(caller, image.owner)) return 'go on';
    throw glanceErrors.forbidden('You are not authorized to complete delete_image action.');
  },
  refuseProtected: ({ image }) => {
    if (!image.isProtected) return 'go on';
    throw glanceErrors.forbidden(`Image ${image.id} is protected and cannot be deleted.`);
  },
  remove: ({ service, image }) => {
    service.store.images.delete(image.id);
    return 'go on';
  },
};
