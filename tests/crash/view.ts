import { inspect } from 'node:util';
import type { CloudClients } from '../../support/api/cloud-clients';
import { tellAmounts } from '../../support/books/amounts';
import type { People } from '../../support/world/people/signed-in-people';
import type { Site } from './site';

/** Everything of a cloud that a run may touch, and all that belongs to others: a sentence for each thing. */
export type WholeCloud = ReadonlySet<string>;

/** Reads the whole cloud, as people who see everything. */
export async function readWholeCloud(site: Site, people: People): Promise<WholeCloud> {
  const { auditor } = people;
  const [owner, stranger] = [people.person('owner'), people.person('stranger')];
  const parts = await Promise.all([
    readServices(site, auditor),
    readServers(auditor),
    readPorts(auditor),
    ...(site.cloud.capabilities.has('volumes')
      ? [readVolumes(owner), readVolumes(stranger), readAttachments(auditor)]
      : []),
    readImages(auditor),
    readProviders(auditor),
    readAggregates(auditor),
    readFlavors(auditor),
    readGroups(owner),
    site.paths(),
  ]);
  return new Set(parts.flat());
}

async function readServices(site: Site, auditor: CloudClients): Promise<string[]> {
  const services = await auditor.compute.services.list({ binary: 'nova-compute' });
  const told = services.map(
    async ({ id, host, status, state, forcedDown, disabledReason }) =>
      `service ${id} of ${host}: ${status}, ${state}, forced down ${String(forcedDown)}, reason ${disabledReason ?? 'none'}; it ${await site.computeRuns(host)}`,
  );
  return Promise.all(told);
}

async function readServers(auditor: CloudClients): Promise<string[]> {
  const servers = await auditor.compute.servers.listDetailed({ projects: 'all' });
  return servers.map(
    ({ id, name, status, taskState, host, updated }) =>
      `server ${name} ${id}: ${status}, task ${taskState ?? 'none'}, on ${host ?? 'no host'}, updated ${updated ?? 'never'}`,
  );
}

async function readPorts(auditor: CloudClients): Promise<string[]> {
  const ports = await auditor.network.ports.list();
  return ports.map(({ id, name, deviceId, boundHost }) => `port ${name} ${id} of ${deviceId} on ${boundHost ?? ''}`);
}

/** Those of the person's project. */
async function readVolumes({ volume }: CloudClients): Promise<string[]> {
  return (await volume.volumes.list()).map(
    ({ id, name, status, attachedTo }) =>
      `volume ${name ?? ''} ${id}: ${status}, attached to ${attachedTo.join(', ') || 'nobody'}`,
  );
}

async function readAttachments({ volume }: CloudClients): Promise<string[]> {
  return (await volume.attachments.list({})).map(
    ({ id, volumeId, serverId, status }) =>
      `attachment ${id} of the volume ${volumeId} to ${serverId ?? 'nobody'}: ${status}`,
  );
}

/** Snapshots of servers, like that of a shelved one, are images. */
async function readImages({ image }: CloudClients): Promise<string[]> {
  return (await image.list()).map(({ id, name, status }) => `image ${name ?? ''} ${id}: ${status}`);
}

async function readProviders({ placement }: CloudClients): Promise<string[]> {
  const told = (await placement.providers.list()).map(async ({ uuid, name }) => {
    const { allocations } = await placement.providers.allocations(uuid);
    return [
      `provider ${name} ${uuid}`,
      ...Object.entries(allocations).map(
        ([consumer, { resources }]) => `allocation of ${consumer} on ${name}: ${tellAmounts(resources)}`,
      ),
    ];
  });
  return (await Promise.all(told)).flat();
}

async function readAggregates({ compute }: CloudClients): Promise<string[]> {
  const aggregates = await compute.aggregates.list();
  return aggregates.map(({ id, hosts, ...rest }) => `aggregate ${id} of ${hosts.toSorted().join(', ')}: ${told(rest)}`);
}

async function readFlavors({ compute }: CloudClients): Promise<string[]> {
  return (await compute.flavors.list()).map((flavor) => `flavor ${told(flavor)}`);
}

/** The same words whatever the order in which the cloud named the keys: it changes from one answer to the next. */
function told(value: object): string {
  return inspect(value, { sorted: true, depth: null, breakLength: Infinity });
}

async function readGroups({ compute }: CloudClients): Promise<string[]> {
  return (await compute.serverGroups.list()).map(({ id, name }) => `server group ${name} ${id}`);
}
