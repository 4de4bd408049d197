import type { CloudClients } from '../../api/cloud-clients';
import type { AggregatesClient } from '../../api/compute/aggregates-client';
import { failureWithLog } from '../failure';
import type { Layout } from '../layout';
import { logFileOf } from '../layout';
import { names } from '../cloud-plan';
import { checkRuns } from '../processes/supervisor';
import { until } from '../until';

const READY_SECONDS = 120;

/**
 * Resolves when Nova's control plane and every host are up and each host has inventory in Placement.
 * Rejects with a `ReferenceCloudError` that names who is missing, with a log, or who ended.
 */
export async function untilNovaIsReady(layout: Layout, clients: CloudClients, hosts: readonly string[]): Promise<void> {
  let missing: readonly string[] = [];
  await until(
    READY_SECONDS,
    async () => {
      hosts.forEach((host) => {
        checkRuns(layout, host);
      });
      missing = await whoIsMissing(clients, hosts);
      return missing.length === 0 ? true : undefined;
    },
    () =>
      failureWithLog(
        `Nova is not ready after ${READY_SECONDS} s; missing: ${missing.join(', ')}`,
        logFileOf(layout, hosts.find((host) => missing.some((text) => text.endsWith(host))) ?? 'nova-conductor'),
      ),
  );
}

/** Those of the hosts that are not in the availability zone of the exclusive hosts yet. */
export async function hostsOutsideZone(aggregates: AggregatesClient, hosts: readonly string[]): Promise<string[]> {
  const zone = (await aggregates.list()).find(({ name }) => name === names.zone);
  return hosts.filter((host) => zone?.hosts.includes(host) !== true);
}

/** Puts hosts into the aggregate that makes the availability zone, and makes it if it is missing. They must be mapped to a cell. */
export async function seedZone(aggregates: AggregatesClient, hosts: readonly string[]): Promise<void> {
  const found = (await aggregates.list()).find(({ name }) => name === names.zone);
  const { id } = found ?? (await aggregates.create(names.zone, names.zone));
  for (const host of hosts) {
    await aggregates.addHost(id, host);
  }
}

/**
 * Has Nova's API speak to Placement once. Its worker makes its client of Placement at the first need of it, and when
 * Placement refuses just then, a delete is answered 500 instead of 204 (seen on 2025.1; reference A.5, second row).
 * A host's membership of an aggregate is copied to Placement by the API itself, and takes nothing from the host.
 */
export async function acquaintApiWithPlacement(aggregates: AggregatesClient, host: string): Promise<void> {
  const left = (await aggregates.list()).find(({ name }) => name === names.acquaintance);
  const { id, hosts } = left ?? (await aggregates.create(names.acquaintance));
  if (!hosts.includes(host)) await aggregates.addHost(id, host);
  await aggregates.removeHost(id, host);
  await aggregates.delete(id);
}

async function whoIsMissing(clients: CloudClients, hosts: readonly string[]): Promise<string[]> {
  const services = await clients.compute.services.list();
  const isUp = (binary: string, host?: string): boolean =>
    services.some(
      (service) => service.binary === binary && service.state === 'up' && (host === undefined || service.host === host),
    );
  const providers = await clients.placement.providers.list();
  const missing = ['nova-conductor', 'nova-scheduler'].filter((binary) => !isUp(binary));
  for (const host of hosts) {
    const uuid = providers.find(({ name }) => name === host)?.uuid;
    if (!isUp('nova-compute', host)) {
      missing.push(`nova-compute of ${host}`);
    } else if (uuid === undefined || !(await hasInventory(clients, uuid))) {
      missing.push(`the inventory of ${host}`);
    }
  }
  return missing;
}

async function hasInventory({ placement }: CloudClients, provider: string): Promise<boolean> {
  const { inventories } = await placement.providers.inventories(provider);
  return Object.keys(inventories).length > 0;
}
