import { cinderErrors } from '../http/dialects/cinder-dialect';
import { type FoundRoute, nameOf } from '../http/known-routes';
import { entryOf } from '../http/lookup';
import { NotPlayed } from '../http/not-played';
import { volumeActions } from './known-routes';
import { findAttachment, findVolume, requireMember, requireOwnProject, type VolumeCall } from './requests';
import { findType } from './routes/type-routes';

/**
 * What becomes of a request that Cinder knows and the embedded cloud does not play: 404 for a volume, an attachment or a
 * type that is not there, 403 by the policy, as Cinder has it, and then 501.
 */
export function refuseUnplayed(call: VolumeCall, { route, parameters }: FoundRoute): never {
  requireOwnProject(call, /^\/v3\/([0-9a-f]{32})\//.exec(call.req.path)?.[1]);
  const [volume, attachment, type] = ['volume', 'attachment', 'type'].map((name) => parameters.get(name));
  const owner =
    volume !== undefined
      ? findVolume(call, volume).projectId
      : attachment !== undefined
        ? findAttachment(call, attachment).projectId
        : undefined;
  requirePolicy(call, route.policy, owner);
  if (type !== undefined) findType(call, type);
  throw new NotPlayed(nameOf(route));
}

/** The same for an action of a volume. Throws 400 for one that Cinder does not know. */
export function refuseAction(call: VolumeCall, name: string): never {
  const action = entryOf(volumeActions, name);
  if (action === undefined || !call.get('version').isWithin(action.since, undefined)) {
    throw cinderErrors.badRequest(
      `There is no such action: ${name}. Verify the request body and Content-Type header and try again.`,
    );
  }
  requirePolicy(call, action.policy, findVolume(call).projectId);
  throw new NotPlayed(`the action ${name} of volumes`);
}

/** @param policy like `admin volume:freeze_host` */
function requirePolicy(call: VolumeCall, policy: string, owner: string | undefined): void {
  const [rule = '', name = ''] = policy.split(' ');
  if (rule === 'admin' && !call.get('caller').isAdmin) throw cinderErrors.policyForbids(name);
  if (rule === 'member') requireMember(call, name, owner);
}
