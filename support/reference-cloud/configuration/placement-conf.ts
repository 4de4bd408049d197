import type { CloudPlan } from '../cloud-plan';
import { databaseSection, logFileInside, policySection, tokenSection } from './common';
import type { IniFile } from './ini';

/** placement.conf. */
export function placementConfiguration(plan: CloudPlan): IniFile {
  return {
    DEFAULT: { log_file: logFileInside('placement') },
    api: { auth_strategy: 'keystone' },
    placement_database: databaseSection(plan, 'placement'),
    keystone_authtoken: tokenSection(plan, 'placement'),
    oslo_policy: policySection(plan),
  };
}
