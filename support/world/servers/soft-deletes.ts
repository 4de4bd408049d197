import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import type { PersonName, ServerAlias } from '../../parameter-types';
import type { Deeds } from './deeds';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly deeds: Deeds };

/** How often a host looks for servers that nobody has restored in time: oslo's spacing of periodic tasks, in seconds. */
const reclaimedOnceIn = 60;

/** Servers that are kept for a while after their delete, on a cloud with the capability `soft-delete`. */
export class SoftDeletes extends Noun<Needs> {
  /** Sees that the cloud keeps deleted servers. */
  expectOn(): void {
    const { settings, name } = this.needs.cloud;
    if (settings.reclaimInstanceInterval > 0) return;
    throw new CloudNotReady(`${name} keeps no deleted servers: the scenario needs @soft-delete`);
  }

  /** Lets the time pass in which the servers could be restored, and the time until their host looks for them, or until they are gone. */
  async passInterval(): Promise<void> {
    const { cloud, eventually, knownServers, people } = this.needs;
    const seconds = cloud.settings.reclaimInstanceInterval + reclaimedOnceIn;
    const due = cloud.now() + seconds * 1000;
    const look = async (): Promise<void> => {
      if (cloud.now() >= due) return;
      for (const { uuid, name } of knownServers.all()) {
        const server = await people.background.compute.servers.find(uuid);
        if (server !== undefined) throw new ExpectationFailed(`${name} is ${server.status}`);
      }
    };
    await eventually('the reclaim interval to pass', look, 2 * seconds);
  }

  /** Has somebody ask for the server to be restored, which its host does not hear of yet. */
  async beginRestore(person: PersonName, alias: ServerAlias): Promise<void> {
    const { deeds, knownServers, people, transcript } = this.needs;
    await deeds.act(person, 'restores', alias);
    for (const { uuid, name } of knownServers.findAll(alias)) {
      const { status, taskState } = await people.auditor.compute.servers.get(uuid);
      if (status === 'SOFT_DELETED' && taskState === 'restoring') continue;
      throw failure({
        expected: `${name} is SOFT_DELETED, task restoring`,
        seen: `${status}, task ${taskState ?? 'none'}`,
        last: transcript.lastChange(),
      });
    }
  }
}
