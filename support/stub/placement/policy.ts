import type { Call } from '../http/call';
import { placementErrors } from '../http/dialects/placement-dialect';
import type { PlacementSeams, PlacementService } from './placement';

/** `role:admin`, with the new defaults also `role:service`, both scoped to a project (reference D.3 "RBAC"). */
export const mayManage: PlacementSeams['rules']['mayManage'] = (caller, traits) => {
  if (traits.policyDefaults === 'old') return caller.isAdmin;
  return caller.scope === 'project' && (caller.isAdmin || caller.roles.includes('service'));
};

/** Those who may manage, and the project's own readers (`role:reader and project_id:%(project_id)s`). */
export const mayReadUsages: PlacementSeams['rules']['mayReadUsages'] = (caller, projectId, traits) =>
  mayManage(caller, traits) ||
  (projectId !== undefined && caller.projectId === projectId && caller.roles.includes('reader'));

/** Refuses a caller who may not manage. Throws 403 naming the policy, like `placement:allocations:update`. */
export function requireManager(call: Call<PlacementService>, policy: string): void {
  const { seams, traits } = call.env;
  if (!seams.rules.mayManage(call.get('caller'), traits)) throw forbidden(policy);
}

/** Refuses a caller who may not read a project's usages. Throws 403. */
export function requireUsageReader(call: Call<PlacementService>, projectId: string | undefined): void {
  const { seams, traits } = call.env;
  if (!seams.rules.mayReadUsages(call.get('caller'), projectId, traits)) throw forbidden('placement:usages');
}

function forbidden(policy: string) {
  return placementErrors.forbidden(`Policy does not allow ${policy} to be performed.`);
}
