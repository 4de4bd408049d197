import { novaErrors } from '../../http/dialects/nova-dialect';
import type { Server, TaskState, VmState } from '../records';

/** What a server has to be like for an action; what is left out does not matter. */
interface StateGuard {
  readonly vmStates: readonly VmState[];
  readonly taskStates: readonly (TaskState | null)[] | 'any';
  /** Whether it must have run once. */
  readonly launched: 'must have been' | 'does not matter';
}

/** The actions that ask for a state. */
export type GuardedAction =
  | 'stop'
  | 'start'
  | 'pause'
  | 'unpause'
  | 'suspend'
  | 'resume'
  | 'rescue'
  | 'unrescue'
  | 'shelve'
  | 'shelveOffload'
  | 'unshelve'
  | 'resize'
  | 'migrate'
  | 'os-migrateLive'
  | 'confirmResize'
  | 'revertResize'
  | 'evacuate'
  | 'restore'
  | 'attach_volume'
  | 'detach_volume';

/** Source: reference D.2.1, `nova/compute/api.py:check_instance_state` on each action. */
const stateGuards: Readonly<Record<GuardedAction, StateGuard>> = {
  stop: idle('active', 'error'),
  start: idle('stopped'),
  pause: idle('active'),
  unpause: idle('paused'),
  suspend: idle('active'),
  resume: idle('suspended'),
  rescue: idle('active', 'stopped', 'error'),
  unrescue: idle('rescued'),
  shelve: idle('active', 'stopped', 'paused', 'suspended'),
  shelveOffload: idle('shelved'),
  unshelve: idle('shelved', 'shelved_offloaded'),
  resize: idle('active', 'stopped'),
  migrate: idle('active', 'stopped'),
  'os-migrateLive': idle('active', 'paused'),
  confirmResize: idle('resized'),
  revertResize: idle('resized'),
  evacuate: { ...idle('active', 'stopped', 'error'), taskStates: 'any' },
  restore: idle('soft-delete'),
  attach_volume: idle('active', 'paused', 'stopped', 'resized', 'shelved', 'shelved_offloaded'),
  detach_volume: idle('active', 'paused', 'stopped', 'resized', 'shelved', 'shelved_offloaded'),
};

/**
 * Refuses an action that the server's state does not allow. Throws 409
 * (`common.py:raise_http_conflict_for_instance_invalid_state`).
 */
export function requireState(action: GuardedAction, server: Server): void {
  const { vmStates, taskStates, launched } = stateGuards[action];
  const cannot = `Cannot '${action}' instance ${server.uuid} while it is in`;
  if (!vmStates.includes(server.vmState)) throw novaErrors.conflict(`${cannot} vm_state ${server.vmState}`);
  if (taskStates !== 'any' && !taskStates.includes(server.taskState)) {
    throw novaErrors.conflict(`${cannot} task_state ${server.taskState ?? 'None'}`);
  }
  if (launched === 'must have been' && server.launchedAt === null) {
    throw novaErrors.conflict(`Instance ${server.uuid} is in an invalid state for '${action}'`);
  }
}

/** The host of a server. Throws 409 for one that has none (`nova/compute/api.py:check_instance_host`). */
export function requireHost(server: Server): string {
  if (server.host !== null) return server.host;
  throw novaErrors.conflict(`Instance ${server.uuid} is not ready`);
}

/** A server that has run once, is in one of the states, and has nothing else to do. */
function idle(...vmStates: readonly VmState[]): StateGuard {
  return { vmStates, taskStates: [null], launched: 'must have been' };
}
