import { novaErrors } from '../../http/dialects/nova';
import { entryOf } from '../../http/lookup';
import { evacuateServer } from './evacuate-server';
import { forceDelete } from './force-delete';
import { changeGuest, isGuestAction } from './guest-actions';
import { type ComputeCall, readAction } from './requests';
import { resetState } from './reset-state';
import { shelve, shelveOffload, unshelve } from './shelve-actions';

/** POST /servers/{id}/action: the body names the action (reference D.2.1). Throws 400 for an unknown one. */
export async function actOnServer(call: ComputeCall): Promise<Response> {
  const { name, argument } = await readAction(call);
  if (isGuestAction(name)) return changeGuest(call, name, argument);
  const action = entryOf(actions, name);
  if (action === undefined) throw novaErrors.badRequest(`There is no such action: ${name}`);
  return action(call, argument);
}

type Action = (call: ComputeCall, argument: unknown) => Response | Promise<Response>;

const actions: Readonly<Record<string, Action>> = {
  evacuate: evacuateServer,
  forceDelete,
  'os-resetState': resetState,
  shelve,
  shelveOffload,
  unshelve,
};
