import { entryOf } from '../../http/lookup';
import { evacuate } from '../moves/evacuate-action';
import { migrateLive } from '../moves/live-migrate-actions';
import { confirmResize, migrate, resize, revertResize } from '../moves/resize-actions';
import type { ComputeCall } from '../nova';
import { forceDelete } from './force-delete';
import { changeGuest, guestActionNames, isGuestAction } from './guest-actions';
import { lock, unlock } from './lock-server';
import { readAction } from './requests';
import { resetState } from './reset-state';
import { restore } from './restore-server';
import { shelve, shelveOffload, unshelve } from './shelve-actions';
import { refuseAction } from './unplayed';

/** POST /servers/{id}/action: the body names the action (reference D.2.1). Throws 400 for an unknown one. */
export async function actOnServer(call: ComputeCall): Promise<Response> {
  const { name, argument } = await readAction(call);
  if (isGuestAction(name)) return changeGuest(call, name, argument);
  const action = entryOf(actions, name);
  return action === undefined ? refuseAction(call, name) : action(call, argument);
}

type Action = (call: ComputeCall, argument: unknown) => Response | Promise<Response>;

const actions: Readonly<Record<string, Action>> = {
  confirmResize,
  evacuate,
  forceDelete,
  lock,
  migrate,
  'os-migrateLive': migrateLive,
  'os-resetState': resetState,
  resize,
  restore,
  revertResize,
  shelve,
  shelveOffload,
  unlock,
  unshelve,
};

/** The actions that are played. */
export const playedServerActions: readonly string[] = [...guestActionNames, ...Object.keys(actions)];
