import { novaErrors } from '../../http/dialects/nova-dialect';
import { defineSchema } from '../../http/schemas';
import { perform } from '../../operation';
import { checkGrowth } from '../api/quota';
import { beginTask } from '../api/guest-actions';
import { requireUnlocked } from '../api/lock-server';
import { authorize, check, contextOf, emptyReply, findServer } from '../api/requests';
import { requireHost, requireState } from '../api/state-guards';
import { recordAction } from '../instance-actions';
import type { ComputeCall, NovaOperations, NovaRules } from '../nova';
import type { Flavor, Server } from '../records';
import { isUp } from '../service-group';
import { migrateServer } from './migrate-server';
import { migrationOf, saveStatus } from './migrations';
import { settle } from './settle-on-host';
import { specForMove } from './spec-for-move';

/**
 * The action `resize`: to another flavor, and to another host, for one that resizes its servers itself is nothing Nova allows by default.
 * Throws 400, 403, 404 and 409. Source: `nova/compute/api.py:resize`, `servers.py:_resize`.
 */
export function resize(call: ComputeCall, argument: unknown): Response {
  const { flavorRef } = check(resizeSchema, argument);
  const server = findServer(call);
  authorize(call, 'servers:resize', server);
  const flavor = call.env.nova.store.flavors.get(String(flavorRef));
  requireUnlocked(call, 'resize', server);
  requireState('resize', server);
  requireRunningHost(call, server);
  if (flavor === undefined) throw novaErrors.badRequest(`Flavor ${String(flavorRef)} could not be found.`);
  if (flavor.id === server.flavor.id) {
    throw novaErrors.badRequest('When resizing, instances must change flavor!');
  }
  requireDisk(server, flavor);
  checkGrowth(call, server, flavor);
  return move(call, server, flavor, null);
}

/** The action `migrate`, for operators, and from 2.56 on to a host of theirs. Throws 400, 403, 404 and 409. */
export function migrate(call: ComputeCall, argument: unknown): Response {
  const host = call.get('version').isAtLeast('2.56') ? (check(migrateSchema, argument)?.host ?? null) : null;
  const server = findServer(call);
  authorize(call, 'os-migrate-server:migrate', server);
  if (host !== null) authorize(call, 'os-migrate-server:migrate:host', server);
  requireUnlocked(call, 'migrate', server);
  requireState('migrate', server);
  requireRunningHost(call, server);
  if (host !== null) requireOtherHost(call, server, host);
  return move(call, server, server.flavor, host);
}

/** The action `confirmResize`: 204. Throws 400, 403, 404 and 409. */
export async function confirmResize(call: ComputeCall): Promise<Response> {
  const server = findServer(call);
  authorize(call, 'servers:confirm_resize', server);
  requireUnlocked(call, 'confirmResize', server);
  requireState('confirmResize', server);
  const { nova } = call.env;
  const migration = requireUnsettled(call, server);
  const context = { nova, request: contextOf(call), server, migration };
  await perform(nova.seams.operations.answerConfirm, context);
  return emptyReply(204);
}

/**
 * What a confirm does before it is answered. A source that is down is found out before the migration is marked, for a marked one could
 * not be confirmed again (bug 1855927). Throws 409. Source: `nova/compute/api.py:confirm_resize`.
 */
export const healthyAnswerConfirm: NovaOperations['answerConfirm'] = {
  requireSourceUp: ({ nova, migration }) => {
    if (!isUp(nova, nova.store.computeService(migration.sourceHost))) throw novaErrors.conflict(unavailable);
    return 'go on';
  },
  noteConfirming: ({ nova, request, server, migration }) => {
    saveStatus(nova, migration, 'confirming');
    recordAction(nova, request, server, 'confirmResize');
    return 'go on';
  },
  castToSource: (context) => {
    context.nova.broker.cast(context.migration.sourceHost, {
      name: 'confirm_resize',
      handle: (process) => process.handle(() => settle({ ...context, process }, 'confirmOnSource')),
    });
    return 'go on';
  },
};

/** The action `revertResize`: 202. Throws 400, 403, 404 and 409. Source: `nova/compute/api.py:revert_resize`. */
export function revertResize(call: ComputeCall): Response {
  const server = findServer(call);
  authorize(call, 'servers:revert_resize', server);
  requireUnlocked(call, 'revertResize', server);
  requireState('revertResize', server);
  const { nova } = call.env;
  const migration = requireUnsettled(call, server);
  server.zone = nova.store.zoneOf(migration.sourceHost);
  server.taskState = 'resize_reverting';
  server.updatedAt = nova.time.clock.now();
  saveStatus(nova, migration, 'reverting');
  const request = contextOf(call);
  recordAction(nova, request, server, 'revertResize');
  nova.broker.cast(migration.destinationHost ?? '', {
    name: 'revert_resize',
    handle: (process) =>
      process.handle(() => settle({ nova, request, server, migration, process }, 'revertOnDestination')),
  });
  return emptyReply(202);
}

/** What Nova answers when it needs a host that is down. */
const unavailable = 'Service is unavailable at this time.';

function move(call: ComputeCall, server: Server, flavor: Flavor, host: string | null): Response {
  const { nova } = call.env;
  const spec = specForMove(nova, server, host);
  beginTask(call, server, 'resize_prep');
  const request = contextOf(call);
  recordAction(nova, request, server, flavor.id === server.flavor.id ? 'migrate' : 'resize');
  nova.time.queue.cast(`migrate_server of ${server.name}`, () =>
    migrateServer(nova, { request, server, spec, flavor }),
  );
  return emptyReply(202);
}

/** A host that is down cannot send a server away; a disabled one that runs can (bug 1938326). */
export const hostCanMoveAway: NovaRules['hostCanMoveAway'] = (nova, host) =>
  isUp(nova, nova.store.computeService(host));

function requireRunningHost(call: ComputeCall, server: Server): void {
  const { nova } = call.env;
  if (!nova.seams.rules.hostCanMoveAway(nova, requireHost(server))) throw novaErrors.conflict(unavailable);
}

function requireOtherHost(call: ComputeCall, server: Server, host: string): void {
  if (host === server.host) {
    throw novaErrors.badRequest('Cannot migrate to the host where the server exists.');
  }
  if (call.env.nova.store.computeNode(host) === undefined) {
    throw novaErrors.badRequest(`Compute host ${host} could not be found.`);
  }
}

function requireDisk(server: Server, flavor: Flavor): void {
  if (server.rootDisk === 'on a volume' || flavor.diskGb > 0 || server.flavor.diskGb === 0) return;
  throw novaErrors.badRequest("Server doesn't have sufficient disk: Resize to zero disk flavor is not allowed.");
}

function requireUnsettled(call: ComputeCall, server: Server) {
  const migration = migrationOf(call.env.nova, server, 'finished');
  if (migration !== undefined) return migration;
  throw novaErrors.badRequest('Instance has not been resized.');
}

const resizeSchema = defineSchema<{ readonly flavorRef: string | number }>({
  type: 'object',
  properties: {
    flavorRef: { type: ['string', 'integer'], minLength: 1, pattern: '^[^/\\\\]*$' },
    'OS-DCF:diskConfig': { type: 'string', enum: ['AUTO', 'MANUAL'] },
  },
  required: ['flavorRef'],
  additionalProperties: false,
});

const migrateSchema = defineSchema<{ readonly host?: string | null } | null>({
  type: ['object', 'null'],
  properties: { host: { type: ['string', 'null'], minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9-._]*$' } },
  required: ['host'],
  additionalProperties: false,
});
