import type { Microversion } from '../http/microversions';
import type { AttachmentRecord, VolumeRecord, VolumeType } from './store';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** To whom something is shown, and where links lead. */
export interface Onlooker {
  readonly kind: 'administrator' | 'anybody';
  readonly version: Microversion;
  /** Cinder's public address, down to the version and the project. */
  readonly base: string;
}

/** How Cinder shows what it knows (reference D.6). */
export const volumeViews = {
  volume: (volume: VolumeRecord, attachments: readonly AttachmentRecord[], onlooker: Onlooker): Json => ({
    ...volumeItself(volume, onlooker),
    attachments: attachments.filter(({ status }) => status === 'attached').map((each) => attachedTo(each, onlooker)),
    'os-vol-tenant-attr:tenant_id': volume.projectId,
    ...imageMetadata(volume),
    ...attributesForAdministrators(onlooker),
  }),
  /** The answer to the request that makes it, to which the extensions of the API add nothing. */
  newVolume: volumeItself,
  volumeSummary,
  attachment: (attachment: AttachmentRecord): Json => ({
    ...attachmentSummary(attachment),
    attached_at: attachment.connection === undefined ? '' : timestamp(attachment.connection.since),
    detached_at: '',
    attach_mode: attachment.mode ?? attachment.connection?.mode ?? 'null',
    connection_info: attachment.connection === undefined ? {} : connectionInfo(attachment),
  }),
  attachmentSummary,
  type: (type: VolumeType, { kind }: Onlooker): Json => ({
    id: type.id,
    name: type.name,
    description: type.description,
    is_public: true,
    'os-volume-type-access:is_public': true,
    extra_specs: type.extraSpecs,
    ...(kind === 'administrator' ? { qos_specs_id: null } : {}),
  }),
};

function volumeItself(volume: VolumeRecord, onlooker: Onlooker): Json {
  return {
    ...volumeSummary(volume, onlooker),
    status: volume.status,
    size: volume.size,
    availability_zone: volume.zone,
    created_at: timestamp(volume.createdAt),
    updated_at: volume.updatedAt === undefined ? null : timestamp(volume.updatedAt),
    description: volume.description,
    volume_type: volume.type.name,
    snapshot_id: null,
    source_volid: null,
    metadata: volume.metadata,
    user_id: volume.userId,
    bootable: String(volume.image !== undefined && volume.status !== 'creating'),
    encrypted: false,
    replication_status: null,
    consistencygroup_id: null,
    multiattach: volume.servers === 'several',
    attachments: [],
    ...ofAdministrators(onlooker),
    ...ofLaterVersions(volume, onlooker),
  };
}

function volumeSummary({ id, name }: VolumeRecord, { base }: Onlooker): Json {
  const links = [
    { rel: 'self', href: `${base}/volumes/${id}` },
    { rel: 'bookmark', href: `${base.replace('/v3', '')}/volumes/${id}` },
  ];
  return { id, name, links };
}

function attachmentSummary({ id, status, serverId, volumeId }: AttachmentRecord): Json {
  return { id, status, instance: serverId, volume_id: volumeId };
}

/** The hosts of attachments are for administrators alone. */
function attachedTo({ id, volumeId, serverId, connection }: AttachmentRecord, { kind }: Onlooker): Json {
  return {
    id: volumeId,
    attachment_id: id,
    volume_id: volumeId,
    server_id: serverId,
    host_name: kind === 'administrator' ? (connection?.host ?? null) : null,
    device: connection?.device ?? null,
    attached_at: connection === undefined ? null : timestamp(connection.since),
  };
}

/** As Cinder's fake driver connects (`cinder/tests/fake_driver.py`). */
function connectionInfo({ id, connection }: AttachmentRecord): Json {
  return {
    driver_volume_type: 'iscsi',
    attachment_id: id,
    access_mode: connection?.mode ?? 'rw',
    qos_specs: null,
    encrypted: false,
    cacheable: false,
    enforce_multipath: false,
  };
}

/** Known of a volume once the image has been written on it. */
function imageMetadata({ image, status }: VolumeRecord): Json {
  if (image === undefined || status === 'creating') return {};
  return { volume_image_metadata: { image_id: image.id, image_name: image.name, ...image.properties } };
}

function attributesForAdministrators({ kind }: Onlooker): Json {
  if (kind === 'anybody') return {};
  return {
    'os-vol-host-attr:host': 'controller@fake#fake',
    'os-vol-mig-status-attr:migstat': null,
    'os-vol-mig-status-attr:name_id': null,
  };
}

function ofAdministrators({ kind, version }: Onlooker): Json {
  if (kind === 'anybody') return {};
  return {
    migration_status: null,
    ...(version.isAtLeast('3.21') ? { provider_id: null } : {}),
    ...(version.isAtLeast('3.61') ? { cluster_name: null } : {}),
  };
}

function ofLaterVersions({ type }: VolumeRecord, { version }: Onlooker): Json {
  return {
    ...(version.isAtLeast('3.13') ? { group_id: null } : {}),
    ...(version.isAtLeast('3.48') ? { service_uuid: null, shared_targets: false } : {}),
    ...(version.isAtLeast('3.63') ? { volume_type_id: type.id } : {}),
    ...(version.isAtLeast('3.65') ? { consumes_quota: true } : {}),
  };
}

/** Cinder's times have microseconds and no zone. */
function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000`;
}
