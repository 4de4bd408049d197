import { createHash } from 'node:crypto';

import { mediaType } from '../http/bodies';
import { bodyBytes } from '../http/body-limit';
import type { BodyLimit, Route } from '../http/call';
import { glanceErrors } from '../http/dialects/glance-dialect';
import { jsonResponse } from '../http/errors';
import type { ImageService } from './glance';
import { readFilters, readLimit, sortImages } from './glance-lists';
import { type NewImage, readNewImage } from './new-image';
import { mayChange, sees } from './policy';
import { findImage, type ImageCall } from './requests';
import { schemaRoutes } from './schema-routes';
import type { ImageRecord } from './store';
import { type Json, viewImage } from './views';

/** All that Glance answers to, as far as servers and their clients need it (reference D.4). */
export const imageRoutes: readonly Route<ImageService>[] = [
  { method: 'GET', path: '/', handle: (call) => versions(call, 300) },
  { method: 'GET', path: '/versions', handle: (call) => versions(call, 200) },
  { method: 'GET', path: '/v2/images', handle: list },
  { method: 'POST', path: '/v2/images', handle: create },
  { method: 'GET', path: '/v2/images/:image', handle: show },
  { method: 'DELETE', path: '/v2/images/:image', handle: remove },
  { method: 'PUT', path: '/v2/images/:image/file', handle: upload },
  { method: 'GET', path: '/v2/images/:image/file', handle: download },
  ...schemaRoutes,
];

const contentType = 'application/json; charset=UTF-8';

function versions(call: ImageCall, status: number): Response {
  const links = [{ rel: 'self', href: `${call.env.publicUrl}/v2/` }];
  const minors = Array.from({ length: 17 }, (_, index) => `v2.${16 - index}`);
  const shown = minors.map((id, index) => ({ id, status: index === 0 ? 'CURRENT' : 'SUPPORTED', links }));
  return jsonResponse(status, { versions: shown });
}

function list(call: ImageCall): Response {
  const query = new URL(call.req.url).searchParams;
  const isWanted = readFilters(query, call.get('caller'));
  const shown = [...call.env.store.images.values()]
    .filter((image) => sees(call.get('caller'), image))
    .map((image) => ({ image, view: viewImage(image) }))
    .filter(({ image, view }) => isWanted(image, view));
  const sorted = sortImages(shown, query).map(({ view }) => view);
  const { items, next } = paged(sorted, query);
  return jsonResponse(
    200,
    { images: items, first: `/v2/images${firstQuery(query)}`, ...next, schema: '/v2/schemas/images' },
    {},
    contentType,
  );
}

function paged(images: readonly Json[], query: URLSearchParams) {
  const limit = readLimit(query);
  const marker = query.getAll('marker').at(-1);
  const start = marker === undefined ? 0 : images.findIndex((image) => image['id'] === marker) + 1;
  if (marker !== undefined && start === 0) throw glanceErrors.badRequest(`No image found with ID ${marker}`);
  const items = images.slice(start, start + limit);
  const last = items.at(-1);
  if (last === undefined || items.length < limit) return { items, next: {} };
  const following = new URLSearchParams(query);
  following.set('marker', String(last['id']));
  return { items, next: { next: `/v2/images?${following.toString()}` } };
}

function firstQuery(query: URLSearchParams): string {
  const first = new URLSearchParams(query);
  first.delete('marker');
  return first.size === 0 ? '' : `?${first.toString()}`;
}

function show(call: ImageCall): Response {
  return reply(findImage(call), 200);
}

async function create(call: ImageCall): Promise<Response> {
  const { image, properties } = await readNewImage(call);
  const { store, ids, clock, publicUrl } = call.env;
  const caller = call.get('caller');
  const { owner = caller.projectId ?? null } = image;
  if (!mayChange(caller, owner)) throw glanceErrors.forbidden('You are not permitted to create images.');
  if (image.visibility === 'public' && !caller.isAdmin) {
    throw glanceErrors.forbidden('You are not authorized to complete publicize_image action.');
  }
  const id = image.id ?? ids.uuid();
  if (store.images.has(id)) throw glanceErrors.conflict(`Image ID ${id} already exists!`);
  const record = newRecord(id, owner, image, properties, clock.now());
  store.images.set(id, record);
  return reply(record, 201, { location: `${publicUrl}/v2/images/${id}` });
}

function newRecord(
  id: string,
  owner: string | null,
  image: NewImage,
  properties: Readonly<Record<string, string>>,
  now: number,
): ImageRecord {
  return {
    id,
    name: image.name ?? null,
    owner,
    visibility: image.visibility ?? 'shared',
    isProtected: image.protected ?? false,
    isHidden: image.os_hidden ?? false,
    diskFormat: image.disk_format ?? null,
    containerFormat: image.container_format ?? null,
    minDisk: image.min_disk ?? 0,
    minRam: image.min_ram ?? 0,
    tags: [...new Set(image.tags ?? [])],
    properties,
    data: undefined,
    createdAt: now,
    updatedAt: now,
  };
}

/** Images are kept in memory. */
const dataLimit: BodyLimit = { kind: 'in the service', bytes: 64 * 1024 * 1024 };

async function upload(call: ImageCall): Promise<Response> {
  if (mediaType(call.req.raw) !== 'application/octet-stream') {
    throw glanceErrors.unsupportedMediaType('The Content-Type must be application/octet-stream.');
  }
  const image = findImage(call);
  if (!mayChange(call.get('caller'), image.owner)) {
    throw glanceErrors.forbidden('You are not authorized to complete upload_image action.');
  }
  if (image.data !== undefined) {
    throw glanceErrors.conflict('Image status transition from active to saving is not allowed');
  }
  if (image.diskFormat === null || image.containerFormat === null) {
    throw glanceErrors.badRequest('Properties disk_format, container_format must be set prior to saving data.');
  }
  const bytes = await bodyBytes(call, dataLimit);
  const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  image.data = { size: bytes.length, checksum: digest('md5'), hash: digest('sha512'), bytes };
  image.updatedAt = call.env.clock.now();
  return new Response(null, { status: 204 });
}

function download(call: ImageCall): Response {
  const image = findImage(call);
  if (image.data === undefined) return new Response(null, { status: 204 });
  const { bytes, size, checksum } = image.data;
  const headers = { 'content-type': 'application/octet-stream', 'content-md5': checksum };
  return new Response(new Blob([Buffer.from(bytes ?? new Uint8Array(size))]), { headers });
}

/** Source: `glance/api/v2/images.py:ImagesController.delete`. */
function remove(call: ImageCall): Response {
  const image = findImage(call);
  if (!mayChange(call.get('caller'), image.owner)) {
    throw glanceErrors.forbidden('You are not authorized to complete delete_image action.');
  }
  if (image.isProtected) throw glanceErrors.forbidden(`Image ${image.id} is protected and cannot be deleted.`);
  call.env.store.images.delete(image.id);
  return new Response(null, { status: 204, headers: { 'content-type': 'text/html; charset=UTF-8' } });
}

function reply(image: ImageRecord, status: number, headers: Readonly<Record<string, string>> = {}) {
  return jsonResponse(status, viewImage(image), headers, contentType);
}
