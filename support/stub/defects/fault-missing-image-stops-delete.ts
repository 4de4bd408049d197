import { ImageNotFound } from '../compute/exceptions';
import type { Onward } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultMissingImageStopsDelete: Defect = {
  name: 'fault-missing-image-stops-delete',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the delete of a shelved server fails when its image is gone already',
  story: 'The API expects the image to be there still.',
  turnsRed: ['LD-54.missing'],
  change: (seams) => {
    const { deleteShelvedImage } = seams.compute.operations.deleteServer;
    return novaSteps('deleteServer', {
      deleteShelvedImage: async (context): Promise<Onward> => {
        const { nova, request, server } = context;
        const { shelvedImageId: id } = server;
        const isThere = id === null || (await nova.image.show(id, request.authToken)) !== undefined;
        if (!isThere) throw new ImageNotFound(`Image ${id} could not be found.`);
        return deleteShelvedImage(context);
      },
    })(seams);
  },
};
