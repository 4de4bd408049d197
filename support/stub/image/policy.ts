import type { Caller } from '../http/authentication';
import type { ImageRecord } from './store';

/** Whether somebody sees an image at all; if not, it is answered 404 (`glance/policies/image.py`). */
export function sees(caller: Caller, image: ImageRecord): boolean {
  return (
    caller.isAdmin ||
    image.visibility === 'public' ||
    image.visibility === 'community' ||
    (caller.projectId !== undefined && image.owner === caller.projectId)
  );
}

/** Whether somebody may make, change or delete an image: its owner's members and administrators. */
export function mayChange(caller: Caller, owner: string | null): boolean {
  return (
    caller.isAdmin || (caller.projectId !== undefined && owner === caller.projectId && caller.roles.includes('member'))
  );
}
