import { cinderErrors } from '../../http/dialects/cinder';
import { jsonResponse } from '../../http/errors';
import type { Route } from '../../http/service';
import { typeCollection } from '../collections';
import { replyList } from '../lists';
import { onlooker, type VolumeCall } from '../requests';
import type { VolumeType } from '../store';
import type { VolumeService } from '../volume';

/** Volume types; all are public. */
export const typeRoutes: readonly Route<VolumeService>[] = [
  { method: 'GET', path: '/types', handle: list },
  { method: 'GET', path: '/types/:type', handle: show },
];

function list(call: VolumeCall): Response {
  const { store, seams } = call.env;
  const view = (type: VolumeType) => seams.views.type(type, onlooker(call));
  return replyList(call, store.types, { ...typeCollection, path: 'types', view });
}

function show(call: VolumeCall): Response {
  const { store, seams } = call.env;
  const wanted = call.req.param('type') ?? '';
  const type = wanted === 'default' ? store.defaultType : store.types.find(({ id }) => id === wanted);
  if (type === undefined) throw cinderErrors.notFound(`Volume type ${wanted} could not be found.`);
  return jsonResponse(200, { volume_type: seams.views.type(type, onlooker(call)) });
}
