import type { CloudClients } from '../api/cloud-clients';
import type { ProviderUsages } from '../api/placement/providers-client';
import { sameAmounts, sumOf, type Amounts } from './amounts';
import { CloudNotReady } from './expectation';
import { allocatedOn, type HostBooks, type InventoryOf, type Snapshot, type Standing } from './host-books';

/** A host and its provider, which has the compute node's UUID (reference B.5). */
export interface HostProvider {
  readonly host: string;
  readonly provider: string;
}

/** The usages and allocations of one provider, which belong together. */
export type UsedAndHeld = Pick<HostBooks, 'usages' | 'allocations'>;

const readings = 4;

/** The providers of the hosts. Throws when Nova knows no compute node of one of them. */
export async function findProviders(auditor: CloudClients, hosts: readonly string[]): Promise<readonly HostProvider[]> {
  const nodes = await auditor.compute.hypervisors.list();
  return hosts.map((host) => {
    const node = nodes.find((each) => each.host === host);
    if (node !== undefined) return { host, provider: node.id };
    const known = nodes.map((each) => each.host).join(', ') || 'none';
    throw new CloudNotReady(
      `${auditor.session.cloud} has no compute node of the exclusive host ${host}; it has ${known}`,
    );
  });
}

/**
 * The books of the hosts now, with what stands of those in `standingOf`. Of all other hosts the allocations are read only where
 * something is used.
 */
export async function takeSnapshot(
  auditor: CloudClients,
  providers: readonly HostProvider[],
  standingOf: Iterable<string>,
): Promise<Snapshot> {
  const furnished = new Set(standingOf);
  const books = await Promise.all(
    providers.map(async ({ host, provider }): Promise<HostBooks> => {
      if (!furnished.has(host)) return { host, provider, ...(await readHeldIfUsed(auditor, provider)) };
      const [used, standing] = await Promise.all([readUsedAndHeld(auditor, provider), readStanding(auditor, provider)]);
      return { host, provider, ...used, standing };
    }),
  );
  return { hosts: new Map(books.map((each) => [each.host, each])) };
}

/** Inventories, traits and aggregates of a provider. */
export async function readStanding({ placement }: CloudClients, provider: string): Promise<Standing> {
  const [{ inventories }, { traits }, { aggregates }] = await Promise.all([
    placement.providers.inventories(provider),
    placement.providers.traits(provider),
    placement.providers.aggregates(provider),
  ]);
  const inventory = Object.entries(inventories).map(([name, each]): [string, InventoryOf] => [
    name,
    { total: each.total, reserved: each.reserved, ratio: each.allocationRatio },
  ]);
  return { inventories: new Map(inventory), traits, aggregates };
}

/**
 * Usages and allocations of a provider, read until they belong together: of one generation and in balance. A DELETE of
 * allocations does not raise the generation, so what does not balance is read again, and believed when it stays so (reference E.0, I1).
 *
 * @param first the usages, where they have just been read
 */
export async function readUsedAndHeld(
  auditor: CloudClients,
  provider: string,
  first?: ProviderUsages,
): Promise<UsedAndHeld> {
  let last: UsedAndHeld | undefined;
  for (let reading = 1; ; reading += 1) {
    const usages = reading === 1 && first !== undefined ? first : await auditor.placement.providers.usages(provider);
    const held = await auditor.placement.providers.allocations(provider);
    const read = { usages: usages.usages, allocations: resourcesOf(held.allocations) };
    const settled = usages.generation === held.generation && (isBalanced(read) || isSame(read, last));
    if (settled || reading === readings) return read;
    last = read;
  }
}

async function readHeldIfUsed(auditor: CloudClients, provider: string): Promise<UsedAndHeld> {
  const usages = await auditor.placement.providers.usages(provider);
  if (Object.values(usages.usages).some((used) => used > 0)) return readUsedAndHeld(auditor, provider, usages);
  return { usages: usages.usages, allocations: new Map() };
}

/** What Placement counts for the consumer, on whichever providers. */
export async function readHeldBy({ placement }: CloudClients, consumer: string): Promise<Amounts> {
  const { allocations } = await placement.allocations.get(consumer);
  return sumOf([...resourcesOf(allocations).values()]);
}

/** True when Placement counts anything for the consumer. */
export async function holdsSomething(clients: CloudClients, consumer: string): Promise<boolean> {
  return !sameAmounts(await readHeldBy(clients, consumer), {});
}

/** A record of consumers or providers and their resources as a map of amounts. */
export function resourcesOf(
  record: Readonly<Record<string, { readonly resources: Amounts }>>,
): ReadonlyMap<string, Amounts> {
  return new Map(Object.entries(record).map(([key, { resources }]) => [key, resources]));
}

function isBalanced(read: UsedAndHeld): boolean {
  const allocated = allocatedOn(read);
  return Object.entries(read.usages).every(([name, used]) => used === (allocated[name] ?? 0));
}

function isSame(read: UsedAndHeld, last: UsedAndHeld | undefined): boolean {
  return (
    last !== undefined && sameAmounts(read.usages, last.usages) && sameAmounts(allocatedOn(read), allocatedOn(last))
  );
}
