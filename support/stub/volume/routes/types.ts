import { cinderErrors } from '../../http/dialects/cinder';
import { jsonResponse } from '../../http/errors';
import type { Route } from '../../http/service';
import { onlooker, replyList, type VolumeCall } from '../requests';
import type { VolumeType } from '../store';
import type { VolumeService } from '../volume';

/** Volume types; all are public. */
export const typeRoutes: readonly Route<VolumeService>[] = [
  { method: 'GET', path: '/types', handle: list },
  { method: 'GET', path: '/types/:type', handle: show },
];

/** The type of that name or ID. Throws 404 as Cinder does for a new volume of it. */
export function typeNamed({ types }: VolumeService['store'], wanted: string): VolumeType {
  const type = types.find(({ id, name }) => id === wanted || name === wanted);
  if (type !== undefined) return type;
  throw cinderErrors.notFound(`Volume type with name ${wanted} could not be found.`);
}

function list(call: VolumeCall): Response {
  const { store, seams } = call.env;
  const types = [...store.types].reverse();
  const shown = types.map((type) => seams.views.type(type, onlooker(call)));
  return replyList(call, 'volume_types', shown, 'types');
}

function show(call: VolumeCall): Response {
  const { store, seams } = call.env;
  const wanted = call.req.param('type') ?? '';
  const type = wanted === 'default' ? store.defaultType : store.types.find(({ id }) => id === wanted);
  if (type === undefined) throw cinderErrors.notFound(`Volume type ${wanted} could not be found.`);
  return jsonResponse(200, { volume_type: seams.views.type(type, onlooker(call)) });
}
