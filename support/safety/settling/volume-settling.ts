import { ExpectationFailed } from '../../books/expectation';
import { deadlinesOf } from '../../clouds/deadlines';
import { eventually } from '../../waiting';
import type { CleaningUp, Settlement } from './settlement';
import { takeAway } from './take-away';

/**
 * The volume is gone; without a uuid it is found by its exact name. Servers are gone by then, so what still ties the volume to
 * one is taken away first: Cinder lets an operator do that as soon as Nova knows no such server (CVE-2023-2088).
 */
export function settleVolume(work: CleaningUp, name: string, uuid: string | undefined): Settlement {
  const volume = uuid ?? name;
  const attachments = `openstack --os-volume-api-version 3.44 volume attachment list --volume-id ${volume}`;
  return {
    commands: [
      `${attachments} -f value -c ID | xargs -r -n1 openstack --os-volume-api-version 3.44 volume attachment delete`,
      `openstack volume delete ${volume}`,
    ],
    takeBack: async () => {
      for (const id of uuid === undefined ? await volumesNamed(work, name) : [uuid]) await remove(work, name, id);
    },
  };
}

async function volumesNamed({ auditor, operator, owner = operator }: CleaningUp, name: string) {
  const { id: projectId } = await owner.session.project();
  return (await auditor.volume.volumes.list({ name, projectId })).map(({ id }) => id);
}

async function remove({ cloud, operator, auditor }: CleaningUp, name: string, id: string): Promise<void> {
  if ((await auditor.volume.volumes.find(id)) === undefined) return;
  for (const attachment of await auditor.volume.attachments.list({ volumeId: id })) {
    await takeAway(operator.volume.attachments.delete(attachment.id));
  }
  await eventually(
    cloud,
    `${name} to be gone`,
    async () => {
      const volume = await auditor.volume.volumes.find(id);
      if (volume === undefined) return;
      if (['available', 'error'].includes(volume.status)) await takeAway(operator.volume.volumes.delete(id));
      throw new ExpectationFailed(`it is ${volume.status}`);
    },
    { within: deadlinesOf(cloud.timing).afterwork },
  );
}
