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

/** The section of the only backend. */
const BACKEND = 'fake';

/** cinder.conf, shared by Cinder's API, scheduler and volume service. The driver is one of the programs of the project. */
export function cinderConfiguration(plan: CloudPlan): IniFile {
  return {
    DEFAULT: defaultSection(plan),
    [BACKEND]: {
      volume_driver: 'storageless_driver.StoragelessDriver',
      volume_backend_name: BACKEND,
    },
    database: databaseSection(plan, 'cinder'),
    coordination: { backend_url: `file://${stateInside('cinder')}` },
    nova: { interface: 'internal', ...signInOptions(plan, 'cinder') },
    oslo_concurrency: { lock_path: stateInside('cinder/lock') },
    keystone_authtoken: tokenSection(plan, 'cinder'),
    oslo_policy: policySection(plan),
    ...messagingSections(),
  };
}

/** What a service of Cinder with a log file of its own adds to cinder.conf. */
export function cinderServiceConfiguration(service: string): IniFile {
  return { DEFAULT: { log_file: logFileInside(service) } };
}

/** Quotas are out of the way. The services report as often as Nova's, so that a cloud that starts anew sees them soon. */
function defaultSection(plan: CloudPlan): IniSection {
  const { ports, timing } = plan;
  return {
    host: names.controller,
    my_ip: '127.0.0.1',
    state_path: stateInside('cinder'),
    transport_url: transportUrl(plan),
    auth_strategy: 'keystone',
    osapi_volume_listen: '127.0.0.1',
    osapi_volume_listen_port: ports.cinder,
    osapi_volume_workers: 1,
    api_paste_config: `${inside.shared}/cinder-api-paste.ini`,
    resource_query_filters_file: `${inside.shared}/cinder-filters.json`,
    enabled_backends: BACKEND,
    default_volume_type: names.volumeType,
    glance_api_servers: urlOf(ports.glance),
    report_interval: timing.reportInterval,
    service_down_time: timing.serviceDownTime,
    rpc_response_timeout: timing.rpcResponseTimeout,
    backend_stats_polling_interval: 10,
    periodic_fuzzy_delay: 0,
    quota_volumes: -1,
    quota_snapshots: -1,
    quota_gigabytes: -1,
  };
}
