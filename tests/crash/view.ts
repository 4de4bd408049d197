import type { CloudClients } from '../../support/api/cloud-clients';
import { ReferenceCloudControl } from '../../support/reference-cloud/control';
import type { ReferenceCloudDescription } from '../../support/reference-cloud/description';
import { reportsOfPaths } from '../../support/reference-cloud/forwarder-control';
import { layoutOf } from '../../support/reference-cloud/layout';

/** Everything of a reference cloud that a run may touch, and all that belongs to others: a sentence for each thing. */
export type WholeCloud = ReadonlySet<string>;

/** Reads the whole cloud, as people who see everything. */
export async function readWholeCloud(
  description: ReferenceCloudDescription,
  auditor: CloudClients,
  owner: CloudClients,
): Promise<WholeCloud> {
  const parts = await Promise.all([
    readServices(description, auditor),
    readServers(auditor),
    readPorts(auditor),
    readAllocations(auditor),
    readAggregates(auditor),
    readFlavors(auditor),
    readGroups(owner),
    readPaths(description),
  ]);
  return new Set(parts.flat());
}

/** What is in one and not in the other. */
export function differences(before: WholeCloud, after: WholeCloud): readonly string[] {
  return [
    ...[...before].filter((each) => !after.has(each)).map((each) => `gone: ${each}`),
    ...[...after].filter((each) => !before.has(each)).map((each) => `left: ${each}`),
  ];
}

async function readServices(description: ReferenceCloudDescription, auditor: CloudClients): Promise<string[]> {
  const control = new ReferenceCloudControl(description);
  const services = await auditor.compute.services.list({ binary: 'nova-compute' });
  const told = services.map(async ({ id, host, status, state, forcedDown, disabledReason }) => {
    const runs = (await control.computeIsRunning(host)) ? 'runs' : 'does not run';
    return `service ${id} of ${host}: ${status}, ${state}, forced down ${String(forcedDown)}, reason ${disabledReason ?? 'none'}; it ${runs}`;
  });
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

async function readAllocations({ placement }: CloudClients): Promise<string[]> {
  const told = (await placement.providers.list()).map(async ({ uuid, name }) => {
    const { allocations } = await placement.providers.allocations(uuid);
    return Object.entries(allocations).map(
      ([consumer, { resources }]) => `allocation of ${consumer} on ${name}: ${JSON.stringify(resources)}`,
    );
  });
  return (await Promise.all(told)).flat();
}

async function readAggregates({ compute }: CloudClients): Promise<string[]> {
  const aggregates = await compute.aggregates.list();
  return aggregates.map(({ id, ...rest }) => `aggregate ${id}: ${JSON.stringify(rest)}`);
}

async function readFlavors({ compute }: CloudClients): Promise<string[]> {
  return (await compute.flavors.list()).map((flavor) => `flavor ${JSON.stringify(flavor)}`);
}

async function readGroups({ compute }: CloudClients): Promise<string[]> {
  return (await compute.serverGroups.list()).map(({ id, name }) => `server group ${name} ${id}`);
}

async function readPaths({ release, directory }: ReferenceCloudDescription): Promise<string[]> {
  const reports = await reportsOfPaths(layoutOf(release, directory).controlSocket);
  return reports.map(({ name, state }) => `path to ${name}: ${state}`);
}
