import { inside } from '../layout';
import type { CloudPlan } from '../cloud-plan';
import { names, urlOf } from '../cloud-plan';
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
import type { IniFile, IniSection } from './ini';

/** A zone without hosts: who asks for no zone gets this one, so nobody lands on an exclusive host by chance. */
const ZONE_OF_THE_UNZONED = 'nova';

/** Nova's fake hypervisor, whose live migrations can be aborted (`chroot/slow_migration.py`). */
const COMPUTE_DRIVER = 'slow_migration.SlowMigrationDriver';

/** Nova gives up a neighbour that does not answer after this many seconds: a path that hangs is to end soon. */
const NEIGHBOUR_SECONDS = 10;

/**
 * So long a nova-compute takes a child provider for one of its own that the suite has taken away. Meanwhile it audits nothing and
 * builds no evacuated server, for it asks Placement for what that child holds and gives up at the 404. Nova's default is 300.
 */
const SECONDS_OF_A_CHILD_THAT_IS_GONE = 1;

/**
 * nova.conf, shared by Nova's API, conductor, scheduler and computes.
 * Nova reaches its neighbours through the forwarder; the catalog names the neighbours themselves.
 */
export function novaConfiguration(plan: CloudPlan): IniFile {
  const { ports, settings } = plan;
  return {
    DEFAULT: defaultSection(plan),
    api: { auth_strategy: 'keystone' },
    wsgi: { api_paste_config: `${inside.shared}/nova-api-paste.ini` },
    conductor: { workers: 1 },
    scheduler: { workers: 1 },
    filter_scheduler: { track_instance_changes: false },
    compute: {
      live_migration_wait_for_vif_plug: false,
      resource_provider_association_refresh: SECONDS_OF_A_CHILD_THAT_IS_GONE,
    },
    glance: { api_servers: urlOf(ports['glance-forwarder']) },
    neutron: neighbourOptions(plan, 'neutron'),
    cinder: {
      endpoint_template: `${urlOf(ports['cinder-forwarder'])}/v3/%(project_id)s`,
      os_region_name: names.region,
      timeout: NEIGHBOUR_SECONDS,
    },
    placement: neighbourOptions(plan, 'placement'),
    service_user: { send_service_user_token: settings.serviceTokens === 'sent', ...signInOptions(plan, 'nova') },
    quota: {
      instances: 10000,
      cores: 100000,
      ram: 100000000,
      count_usage_from_placement: settings.quotaCountedFrom === 'placement',
    },
    cache: { enabled: true, backend: 'oslo_cache.dict' },
    workarounds: { disable_rootwrap: true },
    oslo_concurrency: { lock_path: stateInside('nova/lock') },
    keystone_authtoken: tokenSection(plan, 'nova'),
    oslo_policy: policySection(plan),
    ...messagingSections(),
  };
}

/** What the services of Nova that may reach its databases add to nova.conf; nova-compute must not know them. */
export function novaDatabaseConfiguration(plan: CloudPlan): IniFile {
  return { api_database: databaseSection(plan, 'nova_api'), database: databaseSection(plan, 'nova') };
}

/** What a nova service of its own log file adds to nova.conf. */
export function novaServiceConfiguration(service: string): IniFile {
  return { DEFAULT: { log_file: logFileInside(service) } };
}

/** What the nova-compute of a host adds to nova.conf. */
export function novaComputeConfiguration(host: string): IniFile {
  return {
    DEFAULT: { host, log_file: logFileInside(host), state_path: stateInside(`nova/${host}`) },
    oslo_concurrency: { lock_path: stateInside(`nova/${host}/lock`) },
  };
}

function neighbourOptions(plan: CloudPlan, neighbour: 'neutron' | 'placement'): IniSection {
  const endpoint = urlOf(plan.ports[`${neighbour}-forwarder`]);
  return { ...signInOptions(plan, 'nova'), endpoint_override: endpoint, timeout: NEIGHBOUR_SECONDS };
}

function defaultSection(plan: CloudPlan): IniSection {
  const { ports, timing, settings } = plan;
  return {
    host: names.controller,
    my_ip: '127.0.0.1',
    state_path: stateInside('nova'),
    transport_url: transportUrl(plan),
    enabled_apis: 'osapi_compute',
    osapi_compute_listen: '127.0.0.1',
    osapi_compute_listen_port: ports['nova-api'],
    osapi_compute_workers: 1,
    compute_driver: COMPUTE_DRIVER,
    default_schedule_zone: ZONE_OF_THE_UNZONED,
    default_availability_zone: ZONE_OF_THE_UNZONED,
    report_interval: timing.reportInterval,
    service_down_time: timing.serviceDownTime,
    update_resources_interval: timing.updateResourcesInterval,
    rpc_response_timeout: timing.rpcResponseTimeout,
    long_rpc_timeout: timing.rpcResponseTimeout * 2,
    reclaim_instance_interval: settings.reclaimInstanceInterval,
    shelved_offload_time: settings.shelvedOffloadTime,
    periodic_fuzzy_delay: 0,
    sync_power_state_interval: -1,
    heal_instance_info_cache_interval: -1,
    bandwidth_poll_interval: -1,
    vif_plugging_is_fatal: false,
    vif_plugging_timeout: 0,
    use_rootwrap_daemon: false,
  };
}
