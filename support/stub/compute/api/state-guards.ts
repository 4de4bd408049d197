import { novaErrors } from '../../http/dialects/nova';
import type { Nova } from '../nova';
import type { Server, TaskState, VmState } from '../records';

/** What a server has to be like for an action; what is left out does not matter. */
export interface StateGuard {
  readonly vmStates: readonly VmState[];
  readonly taskStates: readonly (TaskState | null)[];
  /** Whether it must have run once. */
  readonly launched: 'must have been' | 'does not matter';
}

/** The actions that ask for a state. */
export type GuardedAction = 'stop' | 'start';

/** The guard of each action. */
export type StateGuards = Readonly<Record<GuardedAction, StateGuard>>;

/** Source: reference D.2.1, `nova/compute/api.py:check_instance_state` on each action. */
export const healthyStateGuards: StateGuards = {
  stop: { vmStates: ['active', 'error'], taskStates: [null], launched: 'must have been' },
  start: { vmStates: ['stopped'], taskStates: [null], launched: 'must have been' },
};

/**
 * Refuses an action that the server's state does not allow. Throws 409
 * (`common.py:raise_http_conflict_for_instance_invalid_state`).
 */
export function requireState(nova: Nova, action: GuardedAction, server: Server): void {
  const { vmStates, taskStates, launched } = nova.seams.rules.stateGuards[action];
  const cannot = `Cannot '${action}' instance ${server.uuid} while it is in`;
  if (!vmStates.includes(server.vmState)) throw novaErrors.conflict(`${cannot} vm_state ${server.vmState}`);
  if (!taskStates.includes(server.taskState)) {
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
