import { expectNovaFailure } from './exceptions';
import type { Nova } from './nova';
import type { Server } from './records';
import type { RequestContext } from './request-context';

/**
 * Makes the image that a server's disk is to be shelved in, still without octets, on behalf of whoever shelves it.
 * Resolves with the image's ID. Rejects with what Glance and the path to it throw.
 * Source: `nova/compute/utils.py:create_image`.
 */
export function createShelvedImage(nova: Nova, request: RequestContext, server: Server): Promise<string> {
  const properties = {
    instance_uuid: server.uuid,
    user_id: request.userId,
    owner_user_name: request.userName,
    owner_project_name: request.projectName,
    boot_roles: request.roles.join(','),
    image_type: 'snapshot',
    base_image_ref: server.image,
  };
  const visibility = request.projectId === server.projectId ? 'private' : 'shared';
  const image = { name: `${server.name}-shelved`, visibility, properties } as const;
  return nova.image.create(image, request.authToken);
}

/**
 * Deletes the image of a shelved server on behalf of whoever ends its being shelved. One that is gone is fine, and so is any
 * failure: it is only logged. Source: reference A.2, A.5; `nova/compute/api.py:_delete`.
 */
export async function deleteShelvedImage(
  nova: Nova,
  { authToken }: RequestContext,
  { shelvedImageId }: Server,
): Promise<void> {
  if (shelvedImageId === null) return;
  try {
    await nova.image.delete(shelvedImageId, authToken);
  } catch (error) {
    expectNovaFailure(error);
  }
}
