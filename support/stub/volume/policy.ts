import type { Caller } from '../http/authentication';
import type { VolumeTraits } from './cinder';

/**
 * Whether somebody knows of the volumes that a project has: everybody of the project, and administrators. To all others they are
 * not there.
 */
export function owns(caller: Caller, projectId: string): boolean {
  return caller.isAdmin || caller.projectId === projectId;
}

/** Whether somebody may make, change or delete what a project has; since the new defaults a reader may not. */
export function mayChange(caller: Caller, projectId: string | undefined, { policyDefaults }: VolumeTraits): boolean {
  return (
    caller.isAdmin || (caller.projectId === projectId && (policyDefaults === 'old' || caller.roles.includes('member')))
  );
}
