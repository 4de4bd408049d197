import { clues, likelyCause, theOnly, type Cause } from '../../books/causes';
import type { Attachment } from '../../api/volume/attachments-client';
import type { Circumstances } from './circumstances';
import type { Freed } from './freed';
import type { KnownServers } from './known-servers';
import { Noun } from './noun';

interface Needs {
  readonly circumstances: Circumstances;
  readonly freed: Freed;
  readonly knownServers: KnownServers;
}

/** What the scenario knows of itself that may show why something is left of what a server was made with. */
export class BelongingEvidence extends Noun<Needs> {
  /** Why a volume is probably still held for a server. */
  async causeOfHeldVolume(attachments: readonly Pick<Attachment, 'id' | 'serverId'>[]): Promise<Cause | undefined> {
    const { circumstances, freed, knownServers } = this.needs;
    const found = await Promise.all(
      attachments.map(async ({ id, serverId }) => {
        const server = knownServers.byId(serverId);
        if (server === undefined) return undefined;
        const { uuid, host, progress, status } = server;
        const isDeleted = knownServers.deletionOf(uuid) !== undefined;
        const request = circumstances.deleteOf(uuid);
        const asked = (await freed.passed('Cinder', id))?.some(() => true);
        return likelyCause([
          'a volume is still held for a server',
          ...clues(isDeleted, 'its server was deleted'),
          ...clues(!isDeleted && circumstances.wasGivenUp(uuid), 'its build was given up'),
          ...clues(knownServers.left.has(uuid), 'its server was offloaded'),
          ...clues(status === 'ERROR' && host === undefined, 'its server had found no host'),
          ...clues(progress === 'on no host yet', 'no host had begun to build its server'),
          ...clues(asked === true, 'Nova asked Cinder to give it back'),
          ...clues(asked === false, 'Nova did not ask Cinder to give it back'),
          ...(request === undefined ? [] : circumstances.cluesOfTrouble(request)),
        ]);
      }),
    );
    return theOnly(found);
  }

  /** Why the image that a server was shelved in is probably still there. */
  async causeOfLeftImage(image: string, server: string): Promise<Cause | undefined> {
    const { circumstances, freed, knownServers } = this.needs;
    const request = circumstances.deleteOf(server);
    if (request === undefined || knownServers.deletionOf(server) === undefined) return undefined;
    const asked = (await freed.passed('Glance', image))?.some(() => true);
    return likelyCause([
      'the shelved image of a deleted server is left',
      ...clues(asked === true, 'Nova asked Glance to delete it'),
      ...clues(asked === false, 'Nova did not ask Glance to delete it'),
      ...circumstances.cluesOfTrouble(request),
    ]);
  }
}
