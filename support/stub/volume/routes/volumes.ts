import { cinderErrors } from '../../http/dialects/cinder';
import { jsonResponse } from '../../http/errors';
import { NotPlayed } from '../../http/not-played';
import { defineSchema } from '../../http/schemas';
import type { Route } from '../../http/service';
import { perform } from '../../operation';
import { findImage } from '../neighbours';
import { beginDetaching, rollDetaching } from '../operations/attach';
import {
  findVolume,
  listed,
  onlooker,
  ownVolume,
  readBody,
  replyList,
  requireMember,
  type VolumeCall,
} from '../requests';
import type { VolumeRecord, VolumeType } from '../store';
import type { Json } from '../views';
import type { VolumeService } from '../volume';
import { typeNamed } from './types';

/** Volumes (reference D.6). */
export const volumeResourceRoutes: readonly Route<VolumeService>[] = [
  { method: 'GET', path: '/volumes', handle: (call) => list(call, (volume) => summary(call, volume), 'volumes') },
  { method: 'POST', path: '/volumes', handle: create },
  {
    method: 'GET',
    path: '/volumes/detail',
    handle: (call) => list(call, (volume) => detail(call, volume), 'volumes/detail'),
  },
  { method: 'GET', path: '/volumes/:volume', handle: show },
  { method: 'DELETE', path: '/volumes/:volume', handle: remove },
  { method: 'POST', path: '/volumes/:volume/action', handle: act },
];

function list(call: VolumeCall, view: (volume: VolumeRecord) => Json, path: string): Response {
  const { name, status } = call.req.query();
  const volumes = listed(call, call.env.store.volumes.values()).filter(
    (volume) => (name === undefined || volume.name === name) && (status === undefined || volume.status === status),
  );
  return replyList(call, 'volumes', volumes.map(view), path);
}

/** 202: the volume is made after the answer (`cinder/api/v3/volumes.py:create`). */
async function create(call: VolumeCall): Promise<Response> {
  requireMember(call, 'volume:create');
  const { volume: wish } = await readBody(call, newVolume);
  const { store, queue, neighbours, clock, seams } = call.env;
  if ((wish.snapshot_id ?? wish.source_volid ?? null) !== null) {
    throw new NotPlayed('volumes of snapshots and of other volumes');
  }
  if (wish.size === undefined) throw cinderErrors.badRequest(malformed);
  const { imageRef = null, volume_type: typeName = null } = wish;
  const image = imageRef === null ? undefined : await findImage(neighbours.image, call.get('caller'), imageRef);
  const type = typeName === null ? store.defaultType : typeNamed(store, typeName);
  const volume = newRecord(call, wish, type, image);
  store.volumes.set(volume.id, volume);
  queue.cast(`create_volume ${volume.id}`, () => {
    volume.status = 'available';
    volume.updatedAt = clock.now();
    return Promise.resolve();
  });
  return jsonResponse(202, { volume: seams.views.newVolume(volume, onlooker(call)) });
}

function newRecord(
  { env: { ids, clock }, var: { caller } }: VolumeCall,
  wish: NewVolume['volume'],
  type: VolumeType,
  image: VolumeRecord['image'],
): VolumeRecord {
  return {
    id: ids.uuid(),
    projectId: caller.projectId ?? '',
    userId: caller.userId,
    name: wish.name ?? wish.display_name ?? null,
    description: wish.description ?? null,
    size: Number(wish.size),
    type,
    zone: wish.availability_zone ?? 'nova',
    metadata: wish.metadata ?? {},
    servers: type.extraSpecs['multiattach'] === '<is> True' ? 'several' : 'one',
    image,
    status: 'creating',
    createdAt: clock.now(),
    updatedAt: undefined,
  };
}

async function remove(call: VolumeCall): Promise<Response> {
  await perform(call.env.seams.operations.deleteVolume, {
    service: call.env,
    volume: ownVolume(call, 'volume:delete'),
  });
  return new Response(null, { status: 202 });
}

async function act(call: VolumeCall): Promise<Response> {
  const action = await readBody(call, volumeAction);
  const actions = 'volume_extension:volume_actions';
  if ('os-begin_detaching' in action) beginDetaching(call.env, ownVolume(call, `${actions}:begin_detaching`));
  else rollDetaching(call.env, ownVolume(call, `${actions}:roll_detaching`));
  return new Response(null, { status: 202 });
}

function show(call: VolumeCall): Response {
  return jsonResponse(200, { volume: detail(call, findVolume(call)) });
}

function detail(call: VolumeCall, volume: VolumeRecord): Json {
  const { store, seams } = call.env;
  return seams.views.volume(volume, store.attachmentsOf(volume.id), onlooker(call));
}

function summary(call: VolumeCall, volume: VolumeRecord): Json {
  return call.env.seams.views.volumeSummary(volume, onlooker(call));
}

/** What a client says of a new volume; the keys are the API's own. */
interface NewVolume {
  readonly volume: {
    readonly size?: number | string;
    readonly name?: string | null;
    readonly display_name?: string | null;
    readonly description?: string | null;
    readonly volume_type?: string | null;
    readonly imageRef?: string | null;
    readonly availability_zone?: string | null;
    readonly metadata?: Readonly<Record<string, string>> | null;
    readonly snapshot_id?: string | null;
    readonly source_volid?: string | null;
  };
}

/** What Cinder says of a wish without a size, which its schema lets pass. */
const malformed = 'The server could not comply with the request since it is either malformed or otherwise incorrect.';

const text = { type: ['string', 'null'], maxLength: 255 };

/** Source: `cinder/api/schemas/volumes.py:create`. */
const newVolume = defineSchema<NewVolume>({
  type: 'object',
  properties: {
    volume: {
      type: 'object',
      properties: {
        size: { type: ['integer', 'string'], pattern: '^[0-9]+$', minimum: 1 },
        name: text,
        display_name: text,
        description: text,
        volume_type: text,
        imageRef: text,
        availability_zone: text,
        metadata: { type: ['object', 'null'] },
        snapshot_id: text,
        source_volid: text,
      },
    },
  },
  required: ['volume'],
});

/** The actions by which Nova announces a detach and takes that back. */
const volumeAction = defineSchema<Readonly<Record<string, unknown>>>({
  type: 'object',
  properties: { 'os-begin_detaching': { type: ['object', 'null'] }, 'os-roll_detaching': { type: ['object', 'null'] } },
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
});
