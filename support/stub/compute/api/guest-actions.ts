import { novaErrors } from '../../http/dialects/nova-dialect';
import { defineSchema } from '../../http/schemas';
import type { GuestChange } from '../host/host-process';
import { recordAction } from '../instance-actions';
import type { ComputeCall } from '../nova';
import type { PolicyName } from '../policies';
import type { Server, TaskState } from '../records';
import { requireUnlocked } from './lock-server';
import { authorize, check, contextOf, emptyReply, findServer, reply } from './requests';
import { requireHost, requireState } from './state-guards';

/** The actions that change a server's guest: its host does it, and whether the host is up is not asked. */
export function isGuestAction(name: string): name is keyof typeof guestActions {
  return Object.hasOwn(guestActions, name);
}

/** Answers 202, and 200 to a rescue. Throws 403, 404 and 409. Source: `nova/compute/api.py:stop`, `pause` and the like. */
export async function changeGuest(
  call: ComputeCall,
  name: keyof typeof guestActions,
  argument: unknown,
): Promise<Response> {
  const { change, policy, taskState } = guestActions[name];
  const wish = change === 'rescue' ? check(rescueSchema, argument) : null;
  const server = findServer(call);
  authorize(call, policy, server);
  requireUnlocked(call, change, server);
  const { nova } = call.env;
  if (change === 'stop' || change === 'start') requireHost(server);
  requireState(change, server);
  if (change === 'rescue') {
    requireRescuable(server);
    await requireImage(call, wish?.rescue_image_ref);
  }
  const host = requireHost(server);
  beginTask(call, server, taskState);
  const request = contextOf(call);
  recordAction(nova, request, server, change);
  nova.broker.cast(host, {
    name: `${change}_instance`,
    handle: (process) => process.changeGuest(change, request, server),
  });
  if (change !== 'rescue') return emptyReply(202);
  return reply({ adminPass: wish?.adminPass ?? call.env.ids.hex().slice(0, 12) });
}

/** Writes down what a server is up to from now on. */
export function beginTask(call: ComputeCall, server: Server, taskState: TaskState): void {
  server.taskState = taskState;
  server.progress = 0;
  server.updatedAt = call.env.clock.now();
}

/** A change of a guest, the policy that allows it, and the task meanwhile. */
interface GuestAction {
  readonly change: GuestChange;
  readonly policy: PolicyName;
  readonly taskState: TaskState;
}

const guestActions = {
  'os-stop': { change: 'stop', policy: 'servers:stop', taskState: 'powering-off' },
  'os-start': { change: 'start', policy: 'servers:start', taskState: 'powering-on' },
  pause: { change: 'pause', policy: 'os-pause-server:pause', taskState: 'pausing' },
  unpause: { change: 'unpause', policy: 'os-pause-server:unpause', taskState: 'unpausing' },
  suspend: { change: 'suspend', policy: 'os-suspend-server:suspend', taskState: 'suspending' },
  resume: { change: 'resume', policy: 'os-suspend-server:resume', taskState: 'resuming' },
  rescue: { change: 'rescue', policy: 'os-rescue', taskState: 'rescuing' },
  unrescue: { change: 'unrescue', policy: 'os-unrescue', taskState: 'unrescuing' },
} as const satisfies Readonly<Record<string, GuestAction>>;

/** Their names. */
export const guestActionNames: readonly string[] = Object.keys(guestActions);

const rescueSchema = defineSchema<{ readonly adminPass?: string; readonly rescue_image_ref?: string } | null>({
  type: ['object', 'null'],
  properties: { adminPass: { type: 'string' }, rescue_image_ref: { type: 'string', format: 'uuid' } },
  additionalProperties: false,
});

function requireRescuable({ uuid, rootDisk }: Server): void {
  if (rootDisk === 'on the host') return;
  throw novaErrors.badRequest(`Instance ${uuid} cannot be rescued: Cannot rescue a volume-backed instance`);
}

/** A server is rescued with an image of its own, or with another one that its owner sees. Throws 400. */
async function requireImage(call: ComputeCall, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const image = await call.env.nova.image.show(id, call.get('caller').token);
  if (image === undefined) throw novaErrors.badRequest(`Requested rescue image '${id}' is not supported`);
}
