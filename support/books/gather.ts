import type { CloudClients } from '../api/cloud-clients';
import type { Exchange } from '../api/exchange';
import { flavorAmounts } from './flavor';
import type { Amounts } from './amounts';
import type { Snapshot, Standing } from './host-books';
import type { CloudView, ConsumerView, LiveServer, MoveView, ServerView, VolumeView } from './invariants/cloud-view';
import { resourcesOf, takeSnapshot, type HostProvider } from './read';

/** What the scenario knows of one of its servers. */
export interface ServerToLookAt {
  readonly uuid: string;
  readonly name: string;
  /** Its status when it was ready, when no step has acted upon it since. */
  readonly leftAloneAs?: string;
  /** Whether its host returned before it had begun to build it: Nova keeps what was claimed there (reference B.1). */
  readonly build?: 'interrupted on no host yet';
  /** The id of the image that it was shelved in, when a step has shelved it. */
  readonly shelvedImage?: string;
  /** What it held before each of its moves, by the migration's UUID, when a step has had it moved. */
  readonly formerly?: ReadonlyMap<string, Amounts>;
}

/** What the scenario knows of one of its volumes. */
export type VolumeToLookAt = Pick<VolumeView, 'id' | 'atTermination' | 'leak'>;

/** Where to look, and what cannot be read from the cloud. */
export interface WhatToGather {
  readonly auditor: CloudClients;
  readonly providers: readonly HostProvider[];
  /** The id of our project. */
  readonly project: string;
  readonly servers: readonly ServerToLookAt[];
  readonly volumes: readonly VolumeToLookAt[];
  /** The consumers by which the suite fills hosts. */
  readonly placeholders: ReadonlySet<string>;
  /** The consumers that may be leaks for now. */
  readonly expectedLeaks: ReadonlySet<string>;
  readonly before: Snapshot | undefined;
  /** What stood of the hosts when the run began, by host. */
  readonly standing: ReadonlyMap<string, Standing>;
  readonly hostsInUse: ReadonlySet<string>;
  readonly exchanges: readonly Exchange[];
}

/** Gathers all that the invariants look at, as the auditor. */
export async function gatherView(what: WhatToGather): Promise<CloudView> {
  const { auditor, before, standing, hostsInUse, expectedLeaks, exchanges } = what;
  const servers = await Promise.all(what.servers.map((server) => lookAt(auditor, server)));
  const volumes = await Promise.all(what.volumes.map((volume) => lookAtVolume(auditor, volume)));
  const now = await takeSnapshot(auditor, what.providers, hostsInUse);
  const found = [...now.hosts.values()].flatMap(({ allocations }) => [...allocations.keys()]);
  const consumers = await readConsumers(what, servers, found);
  const projectUsage = await auditor.placement.usages.ofProject(what.project);
  return {
    ...(before && { before }),
    now,
    standing,
    hostsInUse,
    servers,
    volumes,
    consumers,
    expectedLeaks,
    projectUsage,
    exchanges,
  };
}

async function lookAt(auditor: CloudClients, look: ServerToLookAt): Promise<ServerView> {
  const { shelvedImage, formerly, ...server } = look;
  const [answer, held, ports, image, moves] = await Promise.all([
    auditor.compute.servers.find(server.uuid),
    auditor.placement.allocations.get(server.uuid),
    auditor.network.ports.list({ deviceId: server.uuid }),
    shelvedImage === undefined ? undefined : auditor.image.find(shelvedImage),
    formerly === undefined ? undefined : movesOf(auditor, server.uuid, formerly),
  ]);
  const live: LiveServer | undefined = answer && {
    status: answer.status,
    taskState: answer.taskState ?? null,
    ...(answer.host !== undefined && { host: answer.host }),
    flavor: flavorAmounts(answer),
  };
  return {
    ...server,
    answers: live ?? 'gone',
    ports: ports.map(({ id }) => id),
    allocations: resourcesOf(held.allocations),
    ...(image && { shelvedImage: image.id }),
    ...(moves && { moves }),
  };
}

/** Of which the suite has learned: of an older or a newer one it cannot tell what the server held before. */
async function movesOf(
  { compute, placement }: CloudClients,
  server: string,
  formerly: ReadonlyMap<string, Amounts>,
): Promise<readonly MoveView[]> {
  const listed = await compute.migrations.list({ serverId: server });
  const moves = listed.map(async ({ uuid, type, status, sourceHost, destinationHost }): Promise<MoveView[]> => {
    const amounts = formerly.get(uuid);
    if (amounts === undefined) return [];
    const { allocations } = await placement.allocations.get(uuid);
    const ends = { source: sourceHost, destination: destinationHost };
    return [{ uuid, type, status, ...ends, formerly: amounts, allocations: resourcesOf(allocations) }];
  });
  return (await Promise.all(moves)).flat();
}

async function lookAtVolume({ volume: cinder }: CloudClients, volume: VolumeToLookAt): Promise<VolumeView> {
  const found = await cinder.volumes.find(volume.id);
  if (found === undefined) return { ...volume, answers: 'gone' };
  return {
    ...volume,
    answers: { status: found.status, attachments: await cinder.attachments.list({ volumeId: volume.id }) },
  };
}

/** The consumers of our project among the servers of the scenario and whoever holds something on the hosts. */
async function readConsumers(
  { auditor, project, placeholders }: WhatToGather,
  servers: readonly ServerView[],
  found: readonly string[],
): Promise<readonly ConsumerView[]> {
  const known = servers
    .filter(({ allocations }) => allocations.size > 0)
    .map(({ uuid, allocations, answers }) => consumer(uuid, allocations, answers === 'gone' ? 'gone' : 'a server'));
  const others = new Set(found.filter((uuid) => !servers.some((server) => server.uuid === uuid)));
  const kind = (uuid: string) => (placeholders.has(uuid) ? 'a placeholder' : kindOf(auditor, uuid));
  const read = await Promise.all([...others].map((uuid) => readConsumer(auditor, project, uuid, kind)));
  return [...known, ...read.flat()];
}

async function readConsumer(
  auditor: CloudClients,
  project: string,
  uuid: string,
  kind: (uuid: string) => ConsumerView['is'] | Promise<ConsumerView['is']>,
): Promise<readonly ConsumerView[]> {
  const { projectId, allocations } = await auditor.placement.allocations.get(uuid);
  return projectId === project ? [consumer(uuid, resourcesOf(allocations), await kind(uuid))] : [];
}

async function kindOf(auditor: CloudClients, uuid: string): Promise<ConsumerView['is']> {
  if ((await auditor.compute.servers.find(uuid)) !== undefined) return 'a server';
  const migrations = await auditor.compute.migrations.list();
  return migrations.some((migration) => migration.uuid === uuid && protects(migration.status)) ? 'a migration' : 'gone';
}

/** Migrations in these states no longer protect what they hold (reference B.2). */
const overStates = ['confirmed', 'reverted', 'failed', 'completed', 'cancelled', 'done'];

function protects(status: string): boolean {
  return !overStates.includes(status);
}

function consumer(uuid: string, allocations: ConsumerView['allocations'], is: ConsumerView['is']): ConsumerView {
  return { uuid, allocations, is };
}
