import { novaErrors } from '../../http/dialects/nova';
import { recordAction } from '../actions';
import type { ComputeProcess } from '../host/process';
import type { RequestContext } from '../nova';
import type { PolicyName } from '../policies';
import type { Server, TaskState } from '../records';
import { evacuateServer } from './evacuate-server';
import { authorize, type ComputeCall, contextOf, emptyReply, findServer, readAction } from './requests';
import { requireHost, requireState } from './state-guards';

/** POST /servers/{id}/action: the body names the action (reference D.2.1). Throws 400 for an unknown one. */
export async function actOnServer(call: ComputeCall): Promise<Response> {
  const { name, argument } = await readAction(call);
  if (isPowerAction(name)) return changePower(call, powerActions[name]);
  if (name === 'evacuate') return evacuateServer(call, argument);
  throw novaErrors.badRequest(`There is no such action: ${name}`);
}

/** A change of a server's power, which its host makes; whether the host is up is not asked. */
interface PowerAction {
  readonly action: 'stop' | 'start';
  readonly policy: PolicyName;
  readonly taskState: TaskState;
  readonly message: string;
  readonly handle: (process: ComputeProcess, request: RequestContext, server: Server) => Promise<void>;
}

const powerActions = {
  'os-stop': {
    action: 'stop',
    policy: 'servers:stop',
    taskState: 'powering-off',
    message: 'stop_instance',
    handle: (process, request, server) => process.stopServer(request, server),
  },
  'os-start': {
    action: 'start',
    policy: 'servers:start',
    taskState: 'powering-on',
    message: 'start_instance',
    handle: (process, request, server) => process.startServer(request, server),
  },
} as const satisfies Readonly<Record<string, PowerAction>>;

function isPowerAction(name: string): name is keyof typeof powerActions {
  return Object.hasOwn(powerActions, name);
}

/** Source: `nova/compute/api.py:stop`, `start`. */
function changePower(call: ComputeCall, { action, policy, taskState, message, handle }: PowerAction): Response {
  const server = findServer(call);
  authorize(call, policy, server);
  const { nova } = call.env;
  const host = requireHost(server);
  requireState(nova, action, server);
  server.taskState = taskState;
  server.progress = 0;
  server.updatedAt = nova.time.clock.now();
  const request = contextOf(call);
  recordAction(nova, request, server, action);
  nova.broker.cast(host, { name: message, handle: (process) => handle(process, request, server) });
  return emptyReply(202);
}
