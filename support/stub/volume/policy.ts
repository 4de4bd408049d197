import type { Caller } from '../http/authentication';
import type { VolumeTraits } from './create-volume';

/** The rules of Cinder's policy, as far as volumes and their attachments go. */
export interface VolumeRules {
  /**
   * Whether somebody knows of the volumes that a project has: everybody of the project, and administrators. To all others
   * they are not there.
   */
  readonly owns: (caller: Caller, projectId: string) => boolean;
  /** Whether somebody may make, change or delete what a project has; since the new defaults a reader may not. */
  readonly mayChange: (caller: Caller, projectId: string | undefined, traits: VolumeTraits) => boolean;
  /** Whether a request comes from a service, which knows what it does (`cinder/volume/api.py:is_service_request`). */
  readonly isService: (caller: Caller) => boolean;
}

/** Cinder's rules as they should be. */
export const volumeRules: VolumeRules = {
  owns: (caller, projectId) => caller.isAdmin || caller.projectId === projectId,
  mayChange: (caller, projectId, { policyDefaults }) =>
    caller.isAdmin || (caller.projectId === projectId && (policyDefaults === 'old' || caller.roles.includes('member'))),
  isService: ({ serviceRoles }) => serviceRoles.includes('service'),
};
