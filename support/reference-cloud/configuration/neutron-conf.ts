import { inside } from '../layout';
import type { CloudPlan } from '../cloud-plan';
import {
  databaseSection,
  logFileInside,
  messagingSections,
  policySection,
  signInOptions,
  stateInside,
  tokenSection,
  transportUrl,
} from './common';
import type { IniFile } from './ini';

/**
 * neutron.conf. No agent runs: each host's agent reports once, and counts as alive for 23 days.
 * From 2024.1 on there is no RPC server at all without an `rpc_workers` of its own.
 */
export function neutronConfiguration(plan: CloudPlan): IniFile {
  return {
    DEFAULT: {
      log_file: logFileInside('neutron'),
      state_path: stateInside('neutron'),
      bind_host: '127.0.0.1',
      bind_port: plan.ports.neutron,
      api_paste_config: `${inside.shared}/neutron-api-paste.ini`,
      auth_strategy: 'keystone',
      core_plugin: 'ml2',
      service_plugins: '',
      api_workers: 1,
      rpc_workers: 1,
      rpc_state_report_workers: 0,
      dhcp_agent_notification: false,
      agent_down_time: 2000000,
      notify_nova_on_port_status_changes: true,
      notify_nova_on_port_data_changes: true,
      transport_url: transportUrl(plan),
    },
    database: databaseSection(plan, 'neutron'),
    ml2: {
      type_drivers: 'local',
      tenant_network_types: 'local',
      mechanism_drivers: 'openvswitch',
      extension_drivers: 'port_security',
    },
    securitygroup: { enable_security_group: true, firewall_driver: 'noop' },
    quotas: { quota_port: -1, quota_network: -1 },
    nova: signInOptions(plan, 'nova'),
    oslo_concurrency: { lock_path: stateInside('neutron/lock') },
    keystone_authtoken: tokenSection(plan, 'neutron'),
    oslo_policy: policySection(plan),
    ...messagingSections(),
  };
}
