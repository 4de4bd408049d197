import { cinderErrors } from '../http/dialects/cinder-dialect';
import { type Collection, dictionaryFilter, timeFilter } from './cinder-lists';
import { readFlag } from './requests';
import type { AttachmentRecord, VolumeRecord, VolumeType } from './store';

/** What lists of volumes know of them (`cinder/api/v3/volumes.py`, `resource_filters.json`). */
export const volumeCollection: Omit<Collection<VolumeRecord>, 'path' | 'view'> = {
  name: 'volumes',
  counted: 'since 3.45',
  unknownMarker: (marker) => `Volume ${marker} could not be found.`,
  columns: {
    id: ({ id }) => id,
    display_name: ({ name }) => name,
    display_description: ({ description }) => description,
    status: ({ status }) => status,
    attach_status: ({ status }) => (status === 'in-use' || status === 'attaching' ? 'attached' : 'detached'),
    size: ({ size }) => size,
    availability_zone: ({ zone }) => zone,
    bootable: isBootable,
    user_id: ({ userId }) => userId,
    project_id: ({ projectId }) => projectId,
    volume_type_id: ({ type }) => type.id,
    host: () => 'controller@fake#fake',
    multiattach: ({ servers }) => servers === 'several',
    migration_status: () => null,
    replication_status: () => null,
    group_id: () => null,
    consistencygroup_id: () => null,
    snapshot_id: () => null,
    source_volid: () => null,
    created_at: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt ?? null,
  },
  filters: {
    name: 'display_name',
    status: 'status',
    metadata: 'metadata',
    bootable: 'bootable',
    migration_status: 'migration_status',
    availability_zone: 'availability_zone',
    group_id: 'group_id',
    size: 'size',
    created_at: 'created_at',
    updated_at: 'updated_at',
    consumes_quota: 'consumes_quota',
  },
  specialFilters: {
    metadata: dictionaryFilter(({ metadata }) => metadata),
    bootable: bootableFilter,
    created_at: timeFilter(({ createdAt }) => createdAt),
    updated_at: timeFilter(({ updatedAt }) => updatedAt),
    consumes_quota: (text) => {
      const wanted = readFlag('use_quota', text);
      return () => wanted;
    },
  },
  unplayed: [
    ...['cluster_name', 'service_uuid', 'provider_id', 'provider_location', 'encryption_key_id', 'previous_status'],
    ...['launched_at', 'scheduled_at', 'terminated_at', 'deleted_at', 'glance_metadata', 'shared_targets'],
  ],
};

/** What lists of attachments know of them (`cinder/api/v3/attachments.py`). */
export const attachmentCollection: Omit<Collection<AttachmentRecord>, 'path' | 'view'> = {
  name: 'attachments',
  unknownMarker: (marker) => `Volume attachment could not be found with filter: attachment_id = ${marker}.`,
  columns: {
    id: ({ id }) => id,
    volume_id: ({ volumeId }) => volumeId,
    instance_uuid: ({ serverId }) => serverId,
    attach_status: ({ status }) => status,
    project_id: ({ projectId }) => projectId,
  },
  filters: {
    volume_id: 'volume_id',
    instance_id: 'instance_uuid',
    status: 'attach_status',
    attach_status: 'attach_status',
  },
  unplayed: ['attached_host', 'mountpoint', 'attach_time', 'attach_mode', 'connection_info', 'connector'],
};

/** What lists of volume types know of them (`cinder/api/v3/types.py`). */
export const typeCollection: Omit<Collection<VolumeType>, 'path' | 'view'> = {
  name: 'volume_types',
  columns: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    description: ({ description }) => description,
  },
  filters: { is_public: 'is_public', extra_specs: 'extra_specs' },
  specialFilters: {
    extra_specs: dictionaryFilter(({ extraSpecs }) => extraSpecs),
    is_public: publicFilter,
  },
};

function isBootable({ image, status }: VolumeRecord): boolean {
  return image !== undefined && status !== 'creating';
}

function bootableFilter(text: string): (volume: VolumeRecord) => boolean {
  const word = text.toLowerCase();
  if (!['true', 'false', '1', '0'].includes(word)) {
    throw cinderErrors.badRequest(`Invalid input received: 'bootable = ${text}'`);
  }
  return (volume) => isBootable(volume) === (word === 'true' || word === '1');
}

/** All types are public. */
function publicFilter(text: string): () => boolean {
  const word = text.trim().toLowerCase();
  return () => !['0', 'f', 'false', 'off', 'n', 'no'].includes(word);
}
