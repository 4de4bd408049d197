import { cinderErrors } from '../../http/dialects/cinder-dialect';
import { jsonResponse } from '../../http/errors';
import type { Route } from '../../http/service';
import { replyList } from '../cinder-lists';
import type { VolumeService } from '../create-volume';
import { onlooker, type VolumeCall } from '../requests';
import type { VolumeType } from '../store';
import { typeCollection } from '../volume-collections';

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
  const type = findType(call, call.req.param('type') ?? '');
  return jsonResponse(200, { volume_type: call.env.seams.views.type(type, onlooker(call)) });
}

/** A type by its ID, or the default one. Throws 404. */
export function findType({ env: { store } }: VolumeCall, wanted: string): VolumeType {
  const type = wanted === 'default' ? store.defaultType : store.types.find(({ id }) => id === wanted);
  if (type !== undefined) return type;
  throw cinderErrors.notFound(`Volume type ${wanted} could not be found.`);
}
