import type { Caller } from '../http/authentication';

/** Whose thing a policy is about; undefined for what belongs to no project. */
export interface PolicyTarget {
  readonly projectId: string | undefined;
}

/** A rule of Nova's policy. */
export type PolicyRule = (caller: Caller, target: PolicyTarget) => boolean;

/** `rule:context_is_admin`, for tokens of a project (`enforce_scope`). */
const admin: PolicyRule = (caller) => caller.scope === 'project' && caller.roles.includes('admin');

/** `rule:project_reader_or_admin`. */
const projectReaderOrAdmin: PolicyRule = (caller, target) =>
  admin(caller, target) || (isOwn(caller, target) && caller.roles.includes('reader'));

/** `rule:project_member_or_admin`. */
const projectMemberOrAdmin: PolicyRule = (caller, target) =>
  admin(caller, target) || (isOwn(caller, target) && caller.roles.includes('member'));

/** Anybody with a token of a project. */
const anybody: PolicyRule = (caller) => caller.scope === 'project';

/**
 * The default rules of the releases since 2023.1 (reference D.2.3, `nova/policies/`). They are named as Nova names
 * them, without the prefix `os_compute_api:`.
 */
export const healthyPolicies = {
  'servers:index': projectReaderOrAdmin,
  'servers:index:get_all_tenants': admin,
  'servers:detail': projectReaderOrAdmin,
  'servers:detail:get_all_tenants': admin,
  'servers:show': projectReaderOrAdmin,
  'servers:create': projectMemberOrAdmin,
  'servers:create:forced_host': admin,
  'compute:servers:create:requested_destination': admin,
  'servers:delete': projectMemberOrAdmin,
  'os-extended-server-attributes': admin,
  'os-services:list': admin,
  'os-services:update': admin,
  'os-hypervisors:list': admin,
  'os-hypervisors:list-detail': admin,
  'os-hypervisors:show': admin,
  'os-flavor-manage:create': admin,
  'os-flavor-manage:delete': admin,
  'os-flavor-extra-specs:index': projectReaderOrAdmin,
  'os-flavor-extra-specs:create': admin,
  'os-instance-actions:list': projectReaderOrAdmin,
  'os-instance-actions:show': projectReaderOrAdmin,
  'os-instance-actions:events': admin,
  'os-aggregates:index': admin,
  'os-aggregates:show': admin,
  'os-aggregates:create': admin,
  'os-aggregates:add_host': admin,
  'os-aggregates:remove_host': admin,
  'os-aggregates:set_metadata': admin,
  'os-aggregates:delete': admin,
  'os-availability-zone:list': anybody,
  'os-availability-zone:detail': admin,
  'os-server-groups:index': projectReaderOrAdmin,
  'os-server-groups:show': projectReaderOrAdmin,
  'os-server-groups:create': projectMemberOrAdmin,
  'os-server-groups:delete': projectMemberOrAdmin,
  limits: anybody,
  'limits:other_project': admin,
  'os-migrations:index': admin,
} as const satisfies Readonly<Record<string, PolicyRule>>;

/** The name of a policy. */
export type PolicyName = keyof typeof healthyPolicies;

/** Nova's policy: a rule for each name. */
export type Policies = Readonly<Record<PolicyName, PolicyRule>>;

/** The name as it appears in Nova's refusals. */
export function fullPolicyName(name: PolicyName): string {
  return name.startsWith('compute:') ? name : `os_compute_api:${name}`;
}

function isOwn(caller: Caller, target: PolicyTarget): boolean {
  return caller.projectId !== undefined && caller.projectId === target.projectId;
}
