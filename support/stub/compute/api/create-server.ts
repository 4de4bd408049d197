import { novaErrors } from '../../http/dialects/nova-dialect';
import { rootDiskOf } from '../block-devices';
import { buildServers } from '../conductor/build-servers';
import type { BuildOrder } from '../conductor/conductor-operations';
import type { ComputeCall, Nova } from '../nova';
import {
  type BuildRequest,
  type Flavor,
  powerStates,
  type RequestSpec,
  type Server,
  type ServerGroup,
} from '../records';
import type { RequestContext } from '../request-context';
import { links } from '../views/flavor-view';
import {
  findFlavor,
  findGroup,
  findImage,
  readNetworks,
  refuseUnknownBelongings,
  refuseUnplayed,
} from './create-references';
import { type CreateBody, createSchema } from './create-schema';
import { readVolumes, reserveVolumes, type WantedVolume } from './create-volumes';
import { type Destination, readDestination } from './destination';
import { checkQuota } from './quota';
import { authorize, contextOf, readBody, reply } from './requests';

/**
 * POST /servers: everything that can be refused is, then the conductor goes on by itself
 * (reference D.2.1; `servers.py:create`, `nova/compute/api.py:create`).
 */
export async function createServer(call: ComputeCall): Promise<Response> {
  const body = await readBody(call, createSchema(call.get('version')));
  authorize(call, 'servers:create');
  const wish = await readWish(call, body);
  checkQuota(call, wish.flavor, wish.count);
  const request = contextOf(call);
  const orders = Array.from({ length: wish.count }, (_item, index) => order(call, wish, request, index));
  const nova = call.env.nova;
  for (const { server, spec } of orders) {
    register(nova, { server, volumes: await reserveVolumes(call, server, wish.volumes) }, spec, wish.group);
  }
  nova.time.queue.cast(`build of ${orders.map(({ server }) => server.name).join(', ')}`, () =>
    buildServers(nova, request, orders),
  );
  return created(call, orders, wish);
}

interface Wish {
  readonly body: CreateBody['server'];
  readonly hints: Readonly<Record<string, unknown>>;
  readonly count: number;
  readonly reservationId: string;
  readonly flavor: Flavor;
  readonly image: string;
  readonly volumes: readonly WantedVolume[];
  readonly networks: BuildOrder['spec']['networks'];
  readonly destination: Destination;
  readonly group: ServerGroup | undefined;
}

async function readWish(call: ComputeCall, document: CreateBody): Promise<Wish> {
  const body = document.server;
  const hints = document['os:scheduler_hints'] ?? document['OS-SCH-HNT:scheduler_hints'] ?? {};
  const destination = readDestination(call, body);
  refuseUnplayed(body);
  const count = readCount(body);
  const flavor = findFlavor(call, String(body.flavorRef));
  const volumes = await readVolumes(call, body, count);
  const image = await readImage(call, body.imageRef, flavor, volumes);
  const networks = await readNetworks(call, body.networks, count);
  await refuseUnknownBelongings(call, body);
  const group = findGroup(call, hints['group']);
  const reservationId = `r-${call.env.ids.hex().slice(0, 8)}`;
  return { body, hints, count, reservationId, flavor, image, volumes, networks, destination, group };
}

/** A server that boots from a volume needs no image (`servers.py:_image_from_req_data`). */
async function readImage(
  call: ComputeCall,
  id: string | undefined,
  flavor: Flavor,
  volumes: readonly WantedVolume[],
): Promise<string> {
  if (rootDiskOf(volumes) === 'on a volume' && (id ?? '') === '') return '';
  return (await findImage(call, id, flavor)).id;
}

/** How many servers: `max_count`, of which `min_count` would do. */
function readCount(body: CreateBody['server']): number {
  const least = Number(body.min_count ?? 1);
  const most = Number(body.max_count ?? least);
  if (least > most) throw novaErrors.badRequest('min_count must be <= max_count');
  return most;
}

function order(call: ComputeCall, wish: Wish, request: RequestContext, index: number): BuildOrder {
  const { body, destination } = wish;
  const server = newServer(call, wish, request, index);
  return {
    server,
    spec: {
      serverUuid: server.uuid,
      networks: wish.networks,
      zone: destination.zone,
      host: body.host ?? null,
      hypervisorHostname: body.hypervisor_hostname ?? null,
      forcedHost: destination.forcedHost,
      forcedNode: destination.forcedNode,
      groupUuid: wish.group?.uuid ?? null,
      hints: wish.hints,
    },
  };
}

function newServer(call: ComputeCall, wish: Wish, request: RequestContext, index: number): Server {
  const { body, count } = wish;
  const name = count === 1 ? body.name : `${body.name}-${index + 1}`;
  return {
    id: call.env.nova.store.nextId('instances'),
    uuid: call.env.ids.uuid(),
    projectId: request.projectId,
    userId: request.userId,
    reservationId: wish.reservationId,
    launchIndex: index,
    flavor: wish.flavor,
    image: wish.image,
    rootDisk: rootDiskOf(wish.volumes),
    name,
    hostname: body.hostname ?? hostnameOf(name),
    description: body.description ?? (call.get('version').isAtLeast('2.19') ? null : name),
    metadata: body.metadata ?? {},
    tags: [...new Set(body.tags)],
    keyName: null,
    configDrive: /^(true|1|on|yes)$/i.test(String(body.config_drive ?? '')) ? 'True' : '',
    userData: body.user_data ?? null,
    // Those that are there are the project's default one, by its name or its ID.
    securityGroups: ['default'],
    accessIPv4: body.accessIPv4 ?? '',
    accessIPv6: body.accessIPv6 ?? '',
    diskConfig: body['OS-DCF:diskConfig'] ?? 'MANUAL',
    schedulerHints: wish.hints,
    requestedZone: wish.destination.zone,
    createdAt: call.env.clock.now(),
    zone: null,
    vmState: 'building',
    taskState: 'scheduling',
    powerState: powerStates.noState,
    progress: 0,
    host: null,
    node: null,
    updatedAt: null,
    rootDeviceName: null,
    launchedAt: null,
    terminatedAt: null,
    deletedAt: null,
    softDeletedAt: null,
    fault: null,
    ports: [],
    volumes: [],
    shelvedImageId: null,
    lock: null,
  };
}

/** `nova/utils.py:sanitize_hostname`. */
function hostnameOf(name: string): string {
  const sane = name
    .toLowerCase()
    .replaceAll(/[ _.]/g, '-')
    .replaceAll(/[^a-z0-9-]/g, '');
  return sane.replaceAll(/^-+|-+$/g, '').slice(0, 63);
}

function register(nova: Nova, build: BuildRequest, spec: RequestSpec, group: ServerGroup | undefined): void {
  const { server } = build;
  nova.store.requestSpecs.set(server.uuid, spec);
  nova.store.buildRequests.set(server.uuid, build);
  nova.store.mappings.set(server.uuid, { cell: 'none yet', queuedForDelete: false });
  group?.members.push(server.uuid);
}

function created(call: ComputeCall, orders: readonly BuildOrder[], { body, reservationId }: Wish): Response {
  if (/^(true|1|on|yes)$/i.test(String(body.return_reservation_id ?? ''))) {
    return reply({ reservation_id: reservationId }, 202);
  }
  const server = orders[0]?.server;
  if (server === undefined) throw new RangeError('a create request made no server');
  const view = {
    id: server.uuid,
    links: links(call.env.publicUrl, 'servers', server.uuid),
    'OS-DCF:diskConfig': server.diskConfig,
    security_groups: server.securityGroups.map((name) => ({ name })),
    adminPass: body.adminPass ?? call.env.ids.hex().slice(0, 12),
  };
  return reply({ server: view }, 202, { location: `${call.env.publicUrl}/v2.1/servers/${server.uuid}` });
}
