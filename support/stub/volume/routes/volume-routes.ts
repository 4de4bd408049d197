import type { Route } from '../../http/call';
import { jsonResponse } from '../../http/errors';
import { defineSchema } from '../../http/schemas';
import { beginDetaching, rollDetaching } from '../attach';
import type { VolumeService } from '../cinder';
import { replyList } from '../cinder-lists';
import { deleteVolume } from '../delete-volume';
import { readNewVolume, type WantedVolume } from '../new-volume';
import { findVolume, listed, onlooker, ownVolume, readBody, requireMember, type VolumeCall } from '../requests';
import type { VolumeRecord } from '../store';
import { refuseAction } from '../unplayed';
import { type Json, volumeViews } from '../views';
import { volumeCollection } from '../volume-collections';

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
  return replyList(call, listed(call, call.env.store.volumes.values()), { ...volumeCollection, path, view });
}

/** 202: the volume is made after the answer (`cinder/api/v3/volumes.py:create`). */
async function create(call: VolumeCall): Promise<Response> {
  requireMember(call, 'volume:create');
  const volume = newRecord(call, await readNewVolume(call));
  const { store, queue, clock } = call.env;
  store.volumes.set(volume.id, volume);
  queue.cast(`create_volume ${volume.id}`, () => {
    volume.status = 'available';
    volume.updatedAt = clock.now();
    return Promise.resolve();
  });
  return jsonResponse(202, { volume: volumeViews.newVolume(volume, onlooker(call)) });
}

function newRecord({ env: { ids, clock }, var: { caller } }: VolumeCall, wanted: WantedVolume): VolumeRecord {
  return {
    ...wanted,
    id: ids.uuid(),
    projectId: caller.projectId ?? '',
    userId: caller.userId,
    servers: wanted.type.extraSpecs['multiattach'] === '<is> True' ? 'several' : 'one',
    status: 'creating',
    createdAt: clock.now(),
    updatedAt: undefined,
  };
}

function remove(call: VolumeCall): Response {
  deleteVolume(call.env, ownVolume(call, 'volume:delete'));
  return new Response(null, { status: 202 });
}

async function act(call: VolumeCall): Promise<Response> {
  const [name = ''] = Object.keys(await readBody(call, volumeAction));
  const actions = 'volume_extension:volume_actions';
  if (name === 'os-begin_detaching') beginDetaching(call.env, ownVolume(call, `${actions}:begin_detaching`));
  else if (name === 'os-roll_detaching') rollDetaching(call.env, ownVolume(call, `${actions}:roll_detaching`));
  else refuseAction(call, name);
  return new Response(null, { status: 202 });
}

function show(call: VolumeCall): Response {
  return jsonResponse(200, { volume: detail(call, findVolume(call)) });
}

function detail(call: VolumeCall, volume: VolumeRecord): Json {
  return volumeViews.volume(volume, call.env.store.attachmentsOf(volume.id), onlooker(call));
}

function summary(call: VolumeCall, volume: VolumeRecord): Json {
  return volumeViews.volumeSummary(volume, onlooker(call));
}

/** The actions that are played. */
export const playedVolumeActions: readonly string[] = ['os-begin_detaching', 'os-roll_detaching'];

/** One action with its argument; those that are played are the ones by which Nova announces a detach and takes that back. */
const volumeAction = defineSchema<Readonly<Record<string, unknown>>>({
  type: 'object',
  properties: { 'os-begin_detaching': { type: ['object', 'null'] }, 'os-roll_detaching': { type: ['object', 'null'] } },
  minProperties: 1,
  maxProperties: 1,
});
