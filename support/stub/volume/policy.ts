import type { Caller } from '../http/authentication';

/** The rules of Cinder's policy, as far as volumes and their attachments go. */
export interface VolumeRules {
  /**
   * Whether somebody knows of what a project has, and may change it: everybody of the project, and administrators. To all
   * others it is not there (`admin_or_owner`, which holds beside the newer rules).
   */
  readonly owns: (caller: Caller, projectId: string) => boolean;
  /** Whether a request comes from a service, which knows what it does (`cinder/volume/api.py:is_service_request`). */
  readonly isService: (caller: Caller) => boolean;
}

/** Cinder's rules as they should be. */
export const volumeRules: VolumeRules = {
  owns: (caller, projectId) => caller.isAdmin || caller.projectId === projectId,
  isService: ({ serviceRoles }) => serviceRoles.includes('service'),
};
