import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import { entryOf } from '../../http/lookup';
import { isUuidLike } from '../../http/schemas';
import { type Onward, perform } from '../../operation';
import type { ComputeCall, ComputeService, Nova, NovaOperations, NovaRules, UpdateServiceContext } from '../nova';
import type { ServiceRecord } from '../records';
import { isUp } from '../service-group';
import { zoneOfService } from '../store';
import type { ServiceWish } from './api-operations';
import { removeService } from './remove-service';
import { authorize, readBody, readQuery, reply } from './requests';
import {
  legacySchemas,
  type LegacyServiceBody,
  schemaBeforeForceDown,
  type ServiceBody,
  serviceSchema,
} from './service-schemas';

/** `os-services`: list, update in both styles, and remove (reference B.5, B.6; `services.py`). */
export const serviceRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-services', handle: listServices },
  { method: 'PUT', path: '/os-services/:service', handle: updateService },
  { method: 'DELETE', path: '/os-services/:service', handle: removeService },
];

function listServices(call: ComputeCall): Response {
  authorize(call, 'os-services:list');
  const query = readQuery(call, ['host', 'binary']);
  const [host, binary] = [query.get('host')?.at(-1), query.get('binary')?.at(-1)];
  const services = call.env.nova.store.services.filter(
    (service) => (host === undefined || service.host === host) && (binary === undefined || service.binary === binary),
  );
  return reply({ services: services.map((service) => view(call, service)) });
}

function view(call: ComputeCall, service: ServiceRecord): unknown {
  const { nova } = call.env;
  return nova.seams.views.service(service, {
    version: call.get('version'),
    zone: zoneOfService(nova.store, service),
    isUp: isUp(nova, service),
  });
}

function updateService(call: ComputeCall): Promise<Response> {
  return call.get('version').isAtLeast('2.53') ? updateByUuid(call) : updateByAction(call);
}

async function updateByUuid(call: ComputeCall): Promise<Response> {
  const context: UpdateServiceContext = { call, id: call.req.param('service') ?? '', body: {}, service: undefined };
  await perform(call.env.nova.seams.operations.updateService, context);
  return reply({ service: context.service === undefined ? null : view(call, context.service) });
}

/** What is wrong with an update is looked for in this order (`services.py:ServiceController.update`). */
export const healthyUpdateService: NovaOperations['updateService'] = {
  readBody: async (context): Promise<Onward> => {
    context.body = await readBody(context.call, serviceSchema);
    return 'go on';
  },
  checkId: ({ id }) => {
    if (!isUuidLike(id)) throw novaErrors.badRequest(`Invalid uuid ${id}`);
    return 'go on';
  },
  authorize: ({ call }) => {
    authorize(call, 'os-services:update');
    return 'go on';
  },
  findService: (context) => {
    const { call, id } = context;
    const { store, seams } = call.env.nova;
    context.service = store.services.find((each) => each.uuid === id && seams.rules.findsService(each));
    if (context.service === undefined) throw novaErrors.notFound(`Service ${id} could not be found.`);
    requireCompute(context.service.binary);
    return 'go on';
  },
  checkWish: ({ body }) => {
    checkWish(body);
    return 'go on';
  },
  change: async ({ call, service, body }): Promise<Onward> => {
    if (service === undefined) return 'stop';
    const { nova } = call.env;
    const wish = wishOf(nova, body);
    requireNoEvacuation(nova, service.host, wish.forcedDown);
    await change(nova, service, wish);
    return 'go on';
  },
};

function wishOf({ seams }: Nova, { status, disabled_reason: reason, forced_down: flag }: ServiceBody): ServiceWish {
  return {
    ...(status === undefined ? {} : { status, reason: reason ?? null }),
    ...(flag === undefined ? {} : { forcedDown: seams.rules.readsFlag(flag) }),
  };
}

/** Throws 400 for a host that is to be forced up before it has started once more. */
function requireNoEvacuation(nova: Nova, host: string, forcedDown: boolean | undefined): void {
  if (forcedDown !== false || nova.seams.rules.mayForceUp(nova.store, host)) return;
  throw novaErrors.badRequest(
    `Unable to force up host ${host} as \`done\` evacuation migration records remain associated with the host. Ensure ` +
      'the compute service has been restarted, allowing these records to move to `completed` before retrying this request.',
  );
}

function requireCompute(binary: string): void {
  if (binary === 'nova-compute') return;
  throw novaErrors.badRequest(
    `Updating a ${binary} service is not supported. Only nova-compute services can be updated.`,
  );
}

function checkWish(body: ServiceBody): void {
  if (body.status === 'enabled' && body.disabled_reason !== undefined) {
    throw novaErrors.badRequest("Specifying 'disabled_reason' with status 'enabled' is invalid.");
  }
  if (body.status === undefined && body.forced_down === undefined) {
    throw novaErrors.badRequest("No updates were requested. Fields 'status' or 'forced_down' should be specified.");
  }
}

async function updateByAction(call: ComputeCall): Promise<Response> {
  const action = call.req.param('service') ?? '';
  authorize(call, 'os-services:update');
  const isTooOld = action === 'force-down' && !call.env.nova.seams.rules.knowsForceDown(call.get('version'));
  if (isTooOld) await readBody(call, schemaBeforeForceDown);
  const schema = entryOf(legacySchemas, action);
  if (schema === undefined || isTooOld) throw novaErrors.notFound('Unknown action');
  const body = await readBody(call, schema);
  const service = findLegacy(call.env.nova, body);
  const wish = legacyWish(call.env.nova, action, body);
  requireNoEvacuation(call.env.nova, service.host, wish.forcedDown);
  await change(call.env.nova, service, wish);
  return reply({ service: legacyView(action, service) });
}

function findLegacy(nova: Nova, { host, binary }: LegacyServiceBody): ServiceRecord {
  requireCompute(binary);
  const service = nova.store.services.find((record) => record.binary === 'nova-compute' && record.host === host);
  if (service === undefined) throw novaErrors.notFound(`Host '${host}' is not mapped to any cell`);
  return service;
}

function legacyWish(nova: Nova, action: string, body: LegacyServiceBody): ServiceWish {
  switch (action) {
    case 'enable':
      return { status: 'enabled', reason: null };
    case 'force-down':
      return { forcedDown: nova.seams.rules.readsFlag(body.forced_down ?? false) };
    default:
      return { status: 'disabled', reason: body.disabled_reason ?? null };
  }
}

function legacyView(action: string, service: ServiceRecord): unknown {
  const { host, binary, status, forcedDown, disabledReason } = service;
  if (action === 'force-down') return { host, binary, forced_down: forcedDown };
  return { host, binary, status, ...(action === 'disable-log-reason' ? { disabled_reason: disabledReason } : {}) };
}

/**
 * Changes a service. A new status is told to the host itself when it is up, which answers after it has told Placement;
 * a host that does not answer in time, or is down, learns of it at its next start or periodic run.
 * Forcing down never touches Placement. Source: `nova/compute/api.py:HostAPI.service_update`.
 */
export const healthyChangeService: NovaOperations['changeService'] = {
  setForcedDown: ({ nova, service, wish: { forcedDown } }) => {
    if (forcedDown !== undefined) service.forcedDown = forcedDown;
    service.updatedAt = nova.time.clock.now();
    return 'go on';
  },
  setStatus: ({ service, wish: { status, reason = null } }) => {
    if (status === undefined) return 'stop';
    service.status = status;
    service.disabledReason = reason;
    return 'go on';
  },
  tellHost: async ({ nova, service }): Promise<Onward> => {
    if (!isUp(nova, service)) return 'stop';
    await nova.broker.call(service.host, {
      name: 'set_host_enabled',
      handle: (process) => process.setHostEnabled(),
    });
    return 'go on';
  },
};

function change(nova: Nova, service: ServiceRecord, wish: ServiceWish): Promise<void> {
  return perform(nova.seams.operations.changeService, { nova, service, wish });
}

/** Every service is found, and those refused that cannot be updated. */
export const findsService: NovaRules['findsService'] = () => true;

/** Up to 2.10 nobody can force a host down. */
export const knowsForceDown: NovaRules['knowsForceDown'] = (version) => version.isAtLeast('2.11');

/** oslo's `bool_from_string`. */
export const readsFlag: NovaRules['readsFlag'] = (value) =>
  typeof value === 'boolean' ? value : /^(1|t|true|on|y|yes)$/i.test(value.trim());
