import type { CloudClients } from '../api/cloud-clients';
import { ExpectationFailed } from '../books/expectation';
import type { ByHand, CloudUnderTest } from '../clouds/cloud';
import { deadlinesOf } from '../clouds/deadlines';
import { eventually } from '../waiting';
import { computeServiceOf, waitForHeartbeats } from './compute-services';
import type { Entry, FormerService, Ledger, OpenEntry } from './ledger';

/** Whom and what clean-up works with. */
export interface CleaningUp {
  readonly cloud: Pick<CloudUnderTest, 'name' | 'now' | 'letTimePass' | 'timing' | 'control' | 'byHand'>;
  readonly ledger: Ledger;
  /** Writes. */
  readonly operator: CloudClients;
  /** Looks. */
  readonly auditor: CloudClients;
}

/** Something could not be taken back. The message says what and why, and the commands that would do it. */
class PutBackFailed extends ExpectationFailed {
  constructor(cloud: string, failures: readonly PutBackFailure[]) {
    const lines = [
      `${cloud} could not be put back as it was:`,
      ...failures.map(({ what, why }) => `  ${what}: ${why}`),
      'these commands do it, in this order:',
      ...new Set(failures.flatMap(({ commands }) => commands.map((command) => `  ${command}`))),
    ];
    super(lines.join('\n'));
    this.name = 'PutBackFailed';
  }
}

/** One thing that could not be taken back. */
export interface PutBackFailure {
  readonly what: string;
  readonly why: string;
  readonly commands: readonly string[];
}

const order: readonly Entry['kind'][] = ['path', 'compute process', 'service', 'server'];

/**
 * Takes back all that is open in the ledger, and nothing else: mends the paths, starts compute processes and waits for their
 * heartbeats, gives services their former flags, deletes servers until they answer 404, then what they still hold in
 * Placement and their ports. Goes on after a failure; rejects with `PutBackFailed` at the end, and what failed stays open.
 */
export async function cleanUp(work: CleaningUp): Promise<void> {
  const failures: PutBackFailure[] = [];
  for (const kind of order) {
    for (const opened of work.ledger.entries().filter(({ entry }) => entry.kind === kind)) {
      try {
        await takeBack(work, opened);
        work.ledger.settle(opened);
      } catch (error) {
        failures.push(failureOf(work.cloud.byHand, opened, error));
      }
    }
  }
  if (failures.length > 0) throw new PutBackFailed(work.cloud.name, failures);
}

async function takeBack(work: CleaningUp, opened: OpenEntry): Promise<void> {
  const { entry } = opened;
  switch (entry.kind) {
    case 'path':
      return work.cloud.control.mendPlacement();
    case 'compute process':
      return startCompute(work, entry.host);
    case 'service':
      return putServiceBack(work, entry.host, entry.former);
    case 'server':
      return removeServer(work, entry.name, opened.uuid);
  }
}

async function startCompute({ cloud, auditor }: CleaningUp, host: string): Promise<void> {
  await cloud.control.startCompute(host);
  await waitForHeartbeats(cloud, auditor, host, { within: deadlinesOf(cloud.timing).computeStart });
}

/** Sends `forced_down` alone, because together with a status it blocks while the host is dead; then the status. */
async function putServiceBack({ operator, auditor }: CleaningUp, host: string, former: FormerService): Promise<void> {
  const service = await computeServiceOf(auditor, host);
  if (service.forcedDown !== former.forcedDown) {
    await operator.compute.services.update(service.id, { forcedDown: former.forcedDown });
  }
  if (service.status !== former.status || service.disabledReason !== former.disabledReason) {
    const { status, disabledReason } = former;
    await operator.compute.services.update(service.id, { status, disabledReason });
  }
}

async function removeServer(work: CleaningUp, name: string, uuid: string | undefined): Promise<void> {
  const uuids = uuid === undefined ? await serversNamed(work.auditor, name) : [uuid];
  for (const each of uuids) {
    await deleteUntilGone(work, name, each);
    await removeBelongings(work, each);
  }
}

/** Nova's filter is a regular expression, so the exact name is looked for among what it finds. */
async function serversNamed(auditor: CloudClients, name: string): Promise<string[]> {
  const found = await auditor.compute.servers.list({ projects: 'all', name });
  return found.filter((server) => server.name === name).map(({ id }) => id);
}

async function deleteUntilGone({ cloud, operator, auditor }: CleaningUp, name: string, uuid: string): Promise<void> {
  if ((await auditor.compute.servers.find(uuid)) === undefined) return;
  await operator.compute.servers.delete(uuid);
  await eventually(
    cloud,
    `${name} to be gone`,
    async () => {
      const server = await auditor.compute.servers.find(uuid);
      if (server !== undefined)
        throw new ExpectationFailed(`it is ${server.status}, task ${server.taskState ?? 'none'}`);
    },
    { within: deadlinesOf(cloud.timing).deleteOnRunningHost },
  );
}

async function removeBelongings({ operator, auditor }: CleaningUp, uuid: string): Promise<void> {
  const held = await auditor.placement.allocations.get(uuid);
  if (Object.keys(held.allocations).length > 0) await operator.placement.allocations.delete(uuid);
  for (const port of await auditor.network.ports.list({ deviceId: uuid })) {
    await operator.network.ports.delete(port.id);
  }
}

function failureOf(byHand: ByHand, { entry, uuid }: OpenEntry, error: unknown): PutBackFailure {
  const why = error instanceof Error ? error.message : String(error);
  switch (entry.kind) {
    case 'path':
      return { what: `the path ${entry.path}`, why, commands: [byHand.mendPlacement()] };
    case 'compute process':
      return {
        what: `the compute process of ${entry.host}`,
        why,
        commands: [byHand.startCompute(entry.host)],
      };
    case 'service':
      return { what: `the compute service of ${entry.host}`, why, commands: serviceCommands(entry.host, entry.former) };
    case 'server':
      return { what: `the server ${entry.name}`, why, commands: serverCommands(uuid ?? entry.name) };
  }
}

function serviceCommands(host: string, { forcedDown, status, disabledReason }: FormerService): string[] {
  const set = 'openstack --os-compute-api-version 2.53 compute service set';
  const reason = disabledReason === undefined ? '' : ` --disable-reason '${disabledReason}'`;
  return [
    `${set} ${forcedDown ? '--down' : '--up'} ${host} nova-compute`,
    `${set} ${status === 'enabled' ? '--enable' : `--disable${reason}`} ${host} nova-compute`,
  ];
}

function serverCommands(server: string): string[] {
  return [
    `openstack server delete --all-projects --wait ${server}`,
    `openstack resource provider allocation delete ${server}`,
    `openstack port list --device-id ${server} -f value -c id | xargs -r -n1 openstack port delete`,
  ];
}
