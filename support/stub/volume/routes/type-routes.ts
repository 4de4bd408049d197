import type { Route } from '../../http/call';
import { cinderErrors } from '../../http/dialects/cinder-dialect';
import { jsonResponse } from '../../http/errors';
import type { VolumeService } from '../cinder';
import { replyList } from '../cinder-lists';
import { onlooker, type VolumeCall } from '../requests';
import type { VolumeType } from '../store';
import { volumeViews } from '../views';
import { typeCollection } from '../volume-collections';

/** Volume types; all are public. */
export const typeRoutes: readonly Route<VolumeService>[] = [
  { method: 'GET', path: '/types', handle: list },
  { method: 'GET', path: '/types/:type', handle: show },
];

function list(call: VolumeCall): Response {
  const view = (type: VolumeType) => volumeViews.type(type, onlooker(call));
  return replyList(call, call.env.store.types, { ...typeCollection, path: 'types', view });
}

function show(call: VolumeCall): Response {
  const type = findType(call, call.req.param('type') ?? '');
  return jsonResponse(200, { volume_type: volumeViews.type(type, onlooker(call)) });
}

/** A type by its ID, or the default one. Throws 404. */
export function findType({ env: { store } }: VolumeCall, wanted: string): VolumeType {
  const type = wanted === 'default' ? store.defaultType : store.types.find(({ id }) => id === wanted);
  if (type !== undefined) return type;
  throw cinderErrors.notFound(`Volume type ${wanted} could not be found.`);
}
