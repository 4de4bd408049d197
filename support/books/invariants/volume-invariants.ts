import { shortId } from '../finding-lines';
import type { CloudView, Invariant, VolumeView } from './cloud-view';

/** I8: a volume that was there before its servers, and does not go with them, is there afterwards and free. */
export const volumesOutliveTheirServers: Invariant = {
  id: 'I8',
  scope: 'ours',
  text: 'a volume that does not go with its servers outlives them, and is free then',
  check: (view) =>
    view.volumes
      .filter(({ atTermination, leak }) => atTermination === 'keep' && leak === 'none')
      .flatMap((volume) => {
        const { id, answers } = volume;
        if (answers === 'gone') return [`volume ${shortId(id)} should outlive its servers, but is gone`];
        if (answers.status === 'available' || hasLiveServer(view, volume)) return [];
        return [`volume ${shortId(id)} has no live server, but is ${answers.status}`];
      }),
};

/** The volumes that a gone server still has, against I7; without those that a step has said to leak. */
export function tellKeptVolumes({ volumes }: CloudView, server: string): readonly string[] {
  return volumes
    .filter(({ leak }) => leak === 'none')
    .flatMap(({ id, answers }) =>
      (answers === 'gone' ? [] : answers.attachments)
        .filter(({ serverId }) => serverId === server)
        .map(({ status }) => `volume ${shortId(id)} is still ${status} for it`),
    );
}

function hasLiveServer({ servers }: CloudView, { answers }: VolumeView): boolean {
  const users = answers === 'gone' ? [] : answers.attachments.map(({ serverId }) => serverId);
  return servers.some((server) => server.answers !== 'gone' && users.includes(server.uuid));
}
