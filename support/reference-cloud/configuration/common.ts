import { inside } from '../layout';
import type { serviceUsers } from '../passwords';
import type { CloudPlan } from '../cloud-plan';
import { authUrlOf, names, urlOf } from '../cloud-plan';
import type { IniSection } from './ini';

/** The user of MariaDB and of RabbitMQ that all services share. */
export const serviceAccount = 'openstack';

/** The databases of the services. */
export const databaseNames = [
  'keystone',
  'placement',
  'glance',
  'neutron',
  'cinder',
  'nova',
  'nova_cell0',
  'nova_api',
] as const;

/** A `[database]` section. The pools are small: a dozen processes share one MariaDB. */
export function databaseSection(plan: CloudPlan, database: (typeof databaseNames)[number]): IniSection {
  const { ports, passwords } = plan;
  return {
    connection: `mysql+pymysql://${serviceAccount}:${passwords.database}@127.0.0.1:${ports.mariadb}/${database}?charset=utf8`,
    max_pool_size: 5,
    max_overflow: 20,
  };
}

/** The `transport_url` of everything that talks over RabbitMQ. */
export function transportUrl(plan: CloudPlan): string {
  return `rabbit://${serviceAccount}:${plan.passwords.messaging}@127.0.0.1:${plan.ports.rabbitmq}/`;
}

/** The options by which a service signs in to Keystone as its user. */
export function signInOptions(plan: CloudPlan, user: (typeof serviceUsers)[number]): IniSection {
  return {
    auth_url: authUrlOf(plan.ports),
    auth_type: 'password',
    project_domain_name: names.domain,
    user_domain_name: names.domain,
    project_name: names.serviceProject,
    username: user,
    password: plan.passwords[user],
    region_name: names.region,
  };
}

/** `[keystone_authtoken]`: how an API checks the tokens of its callers. Only a user with the role `service` may send a service token. */
export function tokenSection(plan: CloudPlan, user: (typeof serviceUsers)[number]): IniSection {
  return {
    www_authenticate_uri: urlOf(plan.ports.keystone),
    memcached_servers: `127.0.0.1:${plan.ports.memcached}`,
    service_token_roles: 'service',
    service_token_roles_required: true,
    ...signInOptions(plan, user),
  };
}

/** The sections of everything that talks over RabbitMQ. Nobody listens to notifications. */
export function messagingSections(): Record<string, IniSection> {
  return {
    oslo_messaging_rabbit: { heartbeat_timeout_threshold: 60, rpc_conn_pool_size: 5, kombu_reconnect_delay: 0.5 },
    oslo_messaging_notifications: { driver: 'noop' },
  };
}

/** `[oslo_policy]`: with the new defaults of access control (RBAC) a reader may read, a member may act, scopes are enforced. */
export function policySection({ release }: CloudPlan): IniSection {
  return release.accessControl === 'new defaults' ? { enforce_scope: true, enforce_new_defaults: true } : {};
}

/** The log file of a service, as it sees it. */
export function logFileInside(service: string): string {
  return `${inside.logs}/${service}.log`;
}

/** A directory among a cloud's state, as the services see it. */
export function stateInside(path: string): string {
  return `${inside.state}/${path}`;
}
