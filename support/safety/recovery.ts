import type { CloudUnderTest } from '../clouds/cloud';
import { disturbableNeighbours } from '../clouds/disturbable';
import { findProviders } from '../books/read';
import { findLeases, type Lease } from './leases';
import type { Entry, Ledger } from './ledger';
import type { CleaningUp } from './settling/settlement';

/** What is needed to find a run's traces on a cloud without its ledger. */
export interface Search extends CleaningUp {
  readonly cloud: CleaningUp['cloud'] & Pick<CloudUnderTest, 'capabilities' | 'hosts'>;
}

/** The names of all that a run creates begin like this. */
export function namesOfRun(run: string): string {
  return `ld-${run}-`;
}

const scenario = 'recovery';

/**
 * Writes into the ledger what a run has left on the cloud, as far as the cloud itself tells: the leases with what the services
 * were before, in our project servers, ports, volumes, images and server groups by the run's name, and flavors. On hosts that the run has leased,
 * what consumers of our project hold whose server is gone is the run's too.
 */
export async function findTraces(search: Search, ledger: Ledger): Promise<void> {
  const { run } = ledger;
  const leases = (await findLeases(search.auditor)).filter(({ terms }) => terms?.run === run);
  const known = ledger.entries().map(({ entry }) => JSON.stringify(entry));
  const add = (entry: Entry, uuid?: string): void => {
    if (known.includes(JSON.stringify(entry))) return;
    const opened = ledger.open(scenario, entry);
    if (uuid !== undefined) ledger.made(opened, uuid);
  };
  addHosts(search, leases, add);
  await addNamed(search, run, add);
  for (const consumer of await consumersWithoutServer(search, leases)) add({ kind: 'placeholder', consumer });
}

type Add = (entry: Entry, uuid?: string) => void;

function addHosts({ cloud }: Search, leases: readonly Lease[], add: Add): void {
  if (leases.length === 0) return;
  for (const neighbour of disturbableNeighbours(cloud.capabilities)) add({ kind: 'path', neighbour });
  for (const { host, terms } of leases) {
    if (terms === undefined) continue;
    if (cloud.capabilities.has('compute-control')) add({ kind: 'compute process', host });
    add({ kind: 'service', host, former: terms.former });
    add({ kind: 'lease', host });
  }
}

async function addNamed(search: Search, run: string, add: Add): Promise<void> {
  const { auditor, operator, owner = operator } = search;
  const prefix = namesOfRun(run);
  const { id: projectId } = await owner.session.project();
  const addAll = (kind: NamedKind, things: readonly { readonly id: string; readonly name?: string | undefined }[]) => {
    for (const { id, name = '' } of things) if (name.startsWith(prefix)) add({ kind, name }, id);
  };
  addAll('server', await serversOf(auditor, projectId, `^${prefix}`));
  addAll('port', await auditor.network.ports.list({ projectId }));
  addAll('volume', await volumesOf(search, projectId));
  addAll('image', await auditor.image.list({ owner: projectId }));
  addAll('server group', await owner.compute.serverGroups.list());
  addAll('flavor', await operator.compute.flavors.list('all'));
  const providers = await auditor.placement.providers.list();
  addAll(
    'offer',
    providers.map(({ uuid, name }) => ({ id: uuid, name })),
  );
}

/** What the suite makes under names of its own. */
type NamedKind = 'server' | 'port' | 'volume' | 'image' | 'server group' | 'flavor' | 'offer';

async function serversOf(auditor: Search['auditor'], projectId: string, name: string) {
  return auditor.compute.servers.list({ projects: 'all', projectId, name });
}

/** None on a cloud without volumes, which may be without Cinder. */
async function volumesOf({ cloud, auditor }: Search, projectId: string) {
  return cloud.capabilities.has('volumes') ? auditor.volume.volumes.list({ projectId }) : [];
}

/** Runs whose servers are in our project, by the servers' names. */
export async function runsWithServers({ auditor, operator, owner = operator }: Search): Promise<ReadonlySet<string>> {
  const { id } = await owner.session.project();
  const found = await serversOf(auditor, id, '^ld-');
  return new Set(found.flatMap(({ name }) => /^ld-([0-9a-f]{6})-/.exec(name)?.[1] ?? []));
}

async function consumersWithoutServer(search: Search, leases: readonly Lease[]): Promise<readonly string[]> {
  const { cloud, auditor, operator, owner = operator } = search;
  const hosts = cloud.hosts.filter((host) => leases.some((lease) => lease.host === host));
  const { id: project } = await owner.session.project();
  const found: string[] = [];
  for (const { provider } of await findProviders(auditor, hosts)) {
    const { allocations } = await auditor.placement.providers.allocations(provider);
    for (const consumer of Object.keys(allocations)) {
      const { projectId } = await auditor.placement.allocations.get(consumer);
      if (projectId === project && (await isNobody(auditor, consumer))) found.push(consumer);
    }
  }
  return found;
}

async function isNobody(auditor: Search['auditor'], consumer: string): Promise<boolean> {
  if ((await auditor.compute.servers.find(consumer)) !== undefined) return false;
  return !(await auditor.compute.migrations.list()).some(({ uuid }) => uuid === consumer);
}
