import type { VolumeRules } from './cinder';

/** Cinder's rules as they should be. */
export const volumeRules: VolumeRules = {
  owns: (caller, projectId) => caller.isAdmin || caller.projectId === projectId,
  mayChange: (caller, projectId, { policyDefaults }) =>
    caller.isAdmin || (caller.projectId === projectId && (policyDefaults === 'old' || caller.roles.includes('member'))),
  isService: ({ serviceRoles }) => serviceRoles.includes('service'),
};
