import type { Caller } from '../http/authentication';
import type { ImageRecord } from './store';

/** The rules of Glance's policy (`glance/policies/image.py`). */
export interface ImageRules {
  /** Whether somebody sees an image at all; if not, it is answered 404. */
  readonly sees: (caller: Caller, image: ImageRecord) => boolean;
  /** Whether somebody may change or delete an image: its owner's members and administrators. */
  readonly mayChange: (caller: Caller, owner: string | null) => boolean;
  /** Whether somebody may make an image public. */
  readonly mayPublish: (caller: Caller) => boolean;
}

/** Glance's rules as they should be. */
export const imageRules: ImageRules = {
  sees: (caller, image) =>
    caller.isAdmin ||
    image.visibility === 'public' ||
    image.visibility === 'community' ||
    (caller.projectId !== undefined && image.owner === caller.projectId),
  mayChange: (caller, owner) =>
    caller.isAdmin || (caller.projectId !== undefined && owner === caller.projectId && caller.roles.includes('member')),
  mayPublish: (caller) => caller.isAdmin,
};
