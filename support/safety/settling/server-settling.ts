import type { CloudClients } from '../../api/cloud-clients';
import { ExpectationFailed } from '../../books/expectation';
import { deadlinesOf } from '../../clouds/deadlines';
import { eventually } from '../../waiting';
import { settlePlaceholder } from './belonging-settling';
import type { CleaningUp, Settlement } from './settlement';
import { takeAway } from './take-away';

/**
 * The server answers 404, and holds neither allocations nor ports. Without a uuid, because the run ended before Nova told it,
 * it is found by its exact name.
 */
export function settleServer(work: CleaningUp, name: string, uuid: string | undefined): Settlement {
  return { commands: commands(uuid ?? name), takeBack: () => remove(work, name, uuid) };
}

/** Nova's filter is a regular expression, so the exact name is looked for among what it finds. */
async function serversNamed(auditor: CloudClients, name: string): Promise<readonly string[]> {
  const found = await auditor.compute.servers.list({ projects: 'all', name });
  return found.filter((server) => server.name === name).map(({ id }) => id);
}

async function remove(work: CleaningUp, name: string, uuid: string | undefined): Promise<void> {
  for (const each of uuid === undefined ? await serversNamed(work.auditor, name) : [uuid]) {
    await deleteUntilGone(work, name, each);
    await settlePlaceholder(work, each).takeBack();
    for (const port of await work.auditor.network.ports.list({ deviceId: each })) {
      await takeAway(work.operator.network.ports.delete(port.id));
    }
  }
}

/**
 * A delete that fails on its host leaves the server in ERROR, idle, with its allocation; one more works (reference A.4). A local
 * delete that fails leaves it marked, and a host that is up again ignores every further delete until the mark is taken off (D2). Where
 * soft delete is on, what is kept for a while is deleted by force.
 */
async function deleteUntilGone({ cloud, operator, auditor }: CleaningUp, name: string, uuid: string): Promise<void> {
  const found = await auditor.compute.servers.find(uuid);
  if (found === undefined) return;
  if (found.taskState === 'deleting' && !(await isUnderWay(auditor, uuid))) {
    await takeAway(operator.compute.servers.resetState(uuid, 'error'));
  }
  await takeAway(operator.compute.servers.delete(uuid));
  await eventually(
    cloud,
    `${name} to be gone`,
    async () => {
      const server = await auditor.compute.servers.find(uuid);
      if (server === undefined) return;
      const { status, taskState } = server;
      if (status === 'ERROR' && taskState === undefined) await takeAway(operator.compute.servers.delete(uuid));
      if (status === 'SOFT_DELETED' && taskState === undefined)
        await takeAway(operator.compute.servers.forceDelete(uuid));
      throw new ExpectationFailed(`it is ${status}, task ${taskState ?? 'none'}`);
    },
    { within: deadlinesOf(cloud.timing).deleteOnRunningHost },
  );
}

/** A delete that a host has been told of is on record; a local one that failed is not (reference A.5, A.7). */
async function isUnderWay({ compute }: CloudClients, uuid: string): Promise<boolean> {
  return ((await compute.instanceActions.find(uuid)) ?? []).some(({ action }) => action === 'delete');
}

function commands(server: string): string[] {
  return [
    `openstack server set --state error ${server}`,
    `openstack server delete --all-projects --wait ${server}`,
    `openstack resource provider allocation delete ${server}`,
    `openstack port list --device-id ${server} -f value -c id | xargs -r -n1 openstack port delete`,
  ];
}
