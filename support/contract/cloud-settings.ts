/**
 * Settings of a cloud that change what a server's delete means and that no OpenStack API tells.
 * Each one is the Nova option named in its line.
 */
export interface CloudSettings {
  /** `reclaim_instance_interval` in seconds; 0 switches soft delete off. */
  readonly reclaimInstanceInterval: number;
  /** `shelved_offload_time` in seconds; -1 never offloads by itself. */
  readonly shelvedOffloadTime: number;
  /** `[service_user] send_service_user_token`. */
  readonly serviceTokens: 'sent' | 'not sent';
  /** `[quota] count_usage_from_placement`. */
  readonly quotaCountedFrom: 'database' | 'placement';
}

/** The settings of the reference cloud and, so that both behave alike, of the embedded cloud. */
export const referenceCloudSettings: CloudSettings = {
  reclaimInstanceInterval: 0,
  shelvedOffloadTime: -1,
  serviceTokens: 'sent',
  quotaCountedFrom: 'database',
};

/** The same with soft delete: a deleted server can be restored for long enough that a scenario does so. */
export const softDeleteSettings: CloudSettings = { ...referenceCloudSettings, reclaimInstanceInterval: 30 };
