import type { ImageRecord } from './store';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** How Glance shows an image: as a flat object, custom properties among the others (reference D.4). */
export function viewImage(image: ImageRecord): Json {
  return {
    ...image.properties,
    id: image.id,
    name: image.name,
    status: image.data === undefined ? 'queued' : 'active',
    visibility: image.visibility,
    owner: image.owner,
    protected: image.isProtected,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    size: image.data?.size ?? null,
    virtual_size: image.data?.size ?? null,
    checksum: image.data?.checksum ?? null,
    os_hash_algo: image.data === undefined ? null : 'sha512',
    os_hash_value: image.data?.hash ?? null,
    os_hidden: image.isHidden,
    tags: image.tags,
    created_at: timestamp(image.createdAt),
    updated_at: timestamp(image.updatedAt),
    self: `/v2/images/${image.id}`,
    file: `/v2/images/${image.id}/file`,
    schema: '/v2/schemas/image',
  };
}

function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
