import type { Caller } from '../http/authentication';
import type { PolicyDefaults } from '../http/policy-defaults';

/** Whose thing a policy is about; undefined for what belongs to no project. */
export interface PolicyTarget {
  readonly projectId: string | undefined;
}

/** A rule of Nova's policy. */
export type PolicyRule = (caller: Caller, target: PolicyTarget) => boolean;

/** The rules of which Nova's policy is made. */
interface BasicRules {
  /** `rule:context_is_admin`. */
  readonly admin: PolicyRule;
  /** What 2025.2 gave to a project's managers and was the admin's before. */
  readonly manager: PolicyRule;
  /** `rule:project_member_or_admin`. */
  readonly member: PolicyRule;
  /** `rule:project_reader_or_admin`. */
  readonly reader: PolicyRule;
  /** Anybody with a token. */
  readonly anybody: PolicyRule;
}

/** The new rules alone, which are for tokens of a project (`enforce_new_defaults` and `enforce_scope`, since 2023.1). */
const newRules: BasicRules = {
  admin: isProjectAdmin,
  manager: isProjectAdmin,
  member: (caller, target) => isProjectAdmin(caller) || (isOwn(caller, target) && caller.roles.includes('member')),
  reader: (caller, target) => isProjectAdmin(caller) || (isOwn(caller, target) && caller.roles.includes('reader')),
  anybody: (caller) => caller.scope === 'project',
};

/** New and old rules OR-ed: whoever has any role in the owning project may do what its members may (zed). */
const oldRules: BasicRules = {
  admin: ({ isAdmin }) => isAdmin,
  manager: ({ isAdmin }) => isAdmin,
  member: (caller, target) => caller.isAdmin || isOwn(caller, target),
  reader: (caller, target) => caller.isAdmin || isOwn(caller, target),
  anybody: () => true,
};

/** With what a project's managers may do since 2025.2. */
const managerRules: BasicRules = {
  ...newRules,
  manager: (caller, target) => isProjectAdmin(caller) || (isOwn(caller, target) && caller.roles.includes('manager')),
};

/**
 * Which generation of Nova's policy holds: the old rules beside the new ones (zed), the new alone (since 2023.1), or these with
 * what a project's managers may do (since 2025.2). Source: reference D.2.3, G "policy defaults".
 */
export type NovaPolicyDefaults = PolicyDefaults | 'with managers';

const rulesOf: Readonly<Record<NovaPolicyDefaults, BasicRules>> = {
  old: oldRules,
  new: newRules,
  'with managers': managerRules,
};

/** The policies of a generation by name, as Nova names them without the prefix `os_compute_api:` (`nova/policies/`). */
export function policiesOf(defaults: NovaPolicyDefaults) {
  const rules = rulesOf[defaults];
  return { ...serverPolicies(rules), ...otherPolicies(rules), ...namedRules(rules) };
}

/** The rules themselves, by the names that Nova gives them. */
function namedRules({ admin, manager, member, reader, anybody }: BasicRules) {
  return {
    'rule:context_is_admin': admin,
    'rule:project_manager_or_admin': manager,
    'rule:project_member_or_admin': member,
    'rule:project_reader_or_admin': reader,
    'rule:anybody': anybody,
  } as const satisfies Readonly<Record<string, PolicyRule>>;
}

/** What people may do with servers and what hangs on them. */
function serverPolicies({ admin, manager, member, reader }: BasicRules) {
  return {
    'servers:index': reader,
    'servers:index:get_all_tenants': admin,
    'servers:detail': reader,
    'servers:detail:get_all_tenants': admin,
    'servers:show': reader,
    'servers:create': member,
    'servers:create:forced_host': admin,
    'compute:servers:create:requested_destination': admin,
    'servers:delete': member,
    'os-deferred-delete:force': member,
    'os-deferred-delete:restore': member,
    'servers:stop': member,
    'servers:start': member,
    'os-pause-server:pause': member,
    'os-pause-server:unpause': member,
    'os-suspend-server:suspend': member,
    'os-suspend-server:resume': member,
    'os-rescue': member,
    'os-unrescue': member,
    'os-lock-server:lock': member,
    'os-lock-server:unlock': member,
    'os-lock-server:unlock:unlock_override': admin,
    'os-shelve:shelve': member,
    'os-shelve:shelve_offload': admin,
    'os-shelve:unshelve': member,
    'os-shelve:unshelve_to_host': admin,
    'servers:resize': member,
    'servers:confirm_resize': member,
    'servers:revert_resize': member,
    'os-migrate-server:migrate': manager,
    'os-migrate-server:migrate:host': admin,
    'os-evacuate': admin,
    'os-admin-actions:reset_state': admin,
    'os-extended-server-attributes': admin,
    'os-volumes-attachments:index': reader,
    'os-volumes-attachments:show': reader,
    'os-volumes-attachments:create': member,
    'os-volumes-attachments:delete': member,
  } as const satisfies Readonly<Record<string, PolicyRule>>;
}

/** What people may do with hosts, flavors and the rest. */
function otherPolicies({ admin, manager, member, reader, anybody }: BasicRules) {
  return {
    'os-services:list': admin,
    'os-services:update': admin,
    'os-services:delete': admin,
    'os-hypervisors:list': admin,
    'os-hypervisors:list-detail': admin,
    'os-hypervisors:show': admin,
    'os-hypervisors:statistics': admin,
    'os-hypervisors:uptime': admin,
    'os-hypervisors:search': admin,
    'os-hypervisors:servers': admin,
    'os-flavor-manage:create': admin,
    'os-flavor-manage:delete': admin,
    'os-flavor-access': admin,
    'os-flavor-extra-specs:index': reader,
    'os-flavor-extra-specs:create': admin,
    'os-instance-actions:list': reader,
    'os-instance-actions:show': reader,
    'os-instance-actions:events': admin,
    'os-aggregates:index': admin,
    'os-aggregates:show': admin,
    'os-aggregates:create': admin,
    'os-aggregates:add_host': admin,
    'os-aggregates:remove_host': admin,
    'os-aggregates:set_metadata': admin,
    'os-aggregates:update': admin,
    'os-aggregates:delete': admin,
    'os-availability-zone:list': anybody,
    'os-availability-zone:detail': admin,
    'os-server-groups:index': reader,
    'os-server-groups:show': reader,
    'os-server-groups:create': member,
    'os-server-groups:delete': member,
    limits: anybody,
    'limits:other_project': admin,
    'os-migrations:index': manager,
    'os-migrate-server:migrate_live': admin,
    'servers:migrations:delete': admin,
    'os-quota-sets:show': reader,
    'os-quota-sets:update': admin,
    'os-quota-sets:detail': reader,
    'os-quota-sets:defaults': anybody,
    'os-simple-tenant-usage:list': admin,
    'os-simple-tenant-usage:show': reader,
  } as const satisfies Readonly<Record<string, PolicyRule>>;
}

/** The name of a policy. */
export type PolicyName = keyof ReturnType<typeof policiesOf>;

/** Nova's policy: a rule for each name. */
export type Policies = Readonly<Record<PolicyName, PolicyRule>>;

/** The name as it appears in Nova's refusals. */
export function fullPolicyName(name: string): string {
  return name.startsWith('compute:') ? name : `os_compute_api:${name}`;
}

function isProjectAdmin(caller: Caller): boolean {
  return caller.scope === 'project' && caller.roles.includes('admin');
}

function isOwn(caller: Caller, target: PolicyTarget): boolean {
  return caller.projectId !== undefined && caller.projectId === target.projectId;
}
