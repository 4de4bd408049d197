import { inside } from '../layout';
import type { CloudPlan } from '../cloud-plan';
import { databaseSection, logFileInside, policySection, stateInside, tokenSection } from './common';
import type { IniFile } from './ini';

/** glance-api.conf: images are files, served by one process. */
export function glanceConfiguration(plan: CloudPlan): IniFile {
  return {
    DEFAULT: {
      log_file: logFileInside('glance'),
      bind_host: '127.0.0.1',
      bind_port: plan.ports.glance,
      workers: 0,
      enabled_import_methods: '[]',
    },
    database: databaseSection(plan, 'glance'),
    glance_store: {
      stores: 'file',
      default_store: 'file',
      filesystem_store_datadir: stateInside('glance/images'),
    },
    paste_deploy: { flavor: 'keystone', config_file: `${inside.shared}/glance-api-paste.ini` },
    keystone_authtoken: tokenSection(plan, 'glance'),
    oslo_policy: policySection(plan),
  };
}
