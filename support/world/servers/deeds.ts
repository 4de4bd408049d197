import type { ServersClient } from '../../api/compute/servers-client';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { Act, Deed, PersonName, ServerAlias } from '../../parameter-types';
import { NoUseWaiting } from '../../waiting';
import type { KnownServer } from '../story/known-servers';
import type { Deletions } from './deletions';
import type { ShelvedImages } from './shelved-images';
import type { ServerStates } from './server-states';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly deletions: Deletions; readonly images: ShelvedImages; readonly states: ServerStates };

/** What people do to servers beside deleting them, and how it ends. */
export class Deeds extends Noun<Needs> {
  /** Does to the servers, as that person, what a scenario takes for granted, and waits until it is done. */
  async have(person: PersonName, deed: Deed, alias: ServerAlias): Promise<void> {
    const { deletions, states, knownServers } = this.needs;
    if (deed === 'deleted') {
      await deletions.delete(person, alias);
      await states.expectGone(alias);
      return;
    }
    for (const server of knownServers.findAll(alias)) await this.#haveOne(person, deed, server);
  }

  /** Does something to the servers as that person, which the cloud may refuse, and does not wait. */
  async act(person: PersonName, act: Act, alias: ServerAlias): Promise<void> {
    for (const server of this.needs.knownServers.findAll(alias)) {
      const { aim, request } = requests[act];
      this.needs.knownServers.noteChange(server.uuid);
      if (aim === 'leaves its host') this.needs.knownServers.leaving.add(server.uuid);
      await request(this.needs.people.person(person).compute.servers, server.uuid);
      if (aim === 'goes') this.needs.knownServers.noteDeletion(server);
      if (aim === 'comes back') this.needs.knownServers.returning.add(server.uuid);
    }
  }

  async #haveOne(person: PersonName, deed: Exclude<Deed, 'deleted'>, server: KnownServer): Promise<void> {
    this.needs.knownServers.noteChange(server.uuid);
    switch (deed) {
      case 'shelved':
        await this.#shelve(person, server);
        return;
      case 'offloaded':
        await this.#offload(person, server);
        return;
      case 'locked':
      case 'unlocked':
        await this.#setLock(person, deed, server);
        return;
      default:
        await changes[deed].request(this.needs.people.person(person).compute.servers, server.uuid);
        await this.#until(server, changes[deed].status, changes[deed].within);
    }
  }

  /** It is done when it is answered. */
  async #setLock(person: PersonName, wanted: 'locked' | 'unlocked', { uuid, name }: KnownServer): Promise<void> {
    const { people, transcript } = this.needs;
    const { servers } = people.person(person).compute;
    await (wanted === 'locked' ? servers.lock(uuid) : servers.unlock(uuid));
    const { locked } = await people.auditor.compute.servers.get(uuid);
    if (locked === (wanted === 'locked')) return;
    throw failure({
      expected: `${name} (${shortId(uuid)}) is ${wanted}`,
      seen: locked === true ? 'it is locked' : 'it is not locked',
      last: transcript.lastChange(),
    });
  }

  /** A cloud that offloads at once shows a shelved server as offloaded. */
  async #shelve(person: PersonName, server: KnownServer): Promise<void> {
    await this.needs.images.shelve(person, server);
    const { shelvedOffloadTime } = this.needs.cloud.settings;
    await this.#until(server, shelvedOffloadTime === 0 ? 'SHELVED_OFFLOADED' : 'SHELVED', 'build');
  }

  /** What is offloaded has been shelved; by its owner, so that the image is the owner's. */
  async #offload(person: PersonName, server: KnownServer): Promise<void> {
    const { people } = this.needs;
    const look = async () => (await people.auditor.compute.servers.get(server.uuid)).status;
    if (!(await look()).startsWith('SHELVED')) await this.#shelve('owner', server);
    if ((await look()) === 'SHELVED') await people.person(person).compute.servers.shelveOffload(server.uuid);
    await this.#until(server, 'SHELVED_OFFLOADED', 'build');
  }

  /** A server that is offloaded keeps its host for a moment longer than its task; until then the host would be asked to delete it. */
  async #until({ uuid, name }: KnownServer, wanted: string, within: 'build' | 'afterwork'): Promise<void> {
    const { people, deadlines, transcript, knownServers } = this.needs;
    const last = transcript.lastChange();
    await this.needs.eventually(
      `${name} to be ${wanted}`,
      async () => {
        const { status, taskState, host, fault } = await people.auditor.compute.servers.get(uuid);
        if (status === 'ERROR')
          throw new NoUseWaiting(`${name} is in ERROR: ${fault?.message ?? 'Nova does not say why'}`);
        const isStillThere = status === 'SHELVED_OFFLOADED' && host !== undefined;
        if (status === wanted && taskState === undefined && !isStillThere) return;
        throw failure({
          expected: `${name} (${shortId(uuid)}) is ${wanted}, task none`,
          seen: `${status}, task ${taskState ?? 'none'}, on ${host ?? 'no host'}`,
          last,
        });
      },
      deadlines[within],
    );
    if (wanted === 'SHELVED_OFFLOADED') knownServers.noteOffload(uuid);
  }
}

/** A request, the status of a server for which it has been done, and how long that may take. */
interface Change {
  readonly request: (servers: ServersClient, uuid: string) => Promise<void>;
  readonly status: string;
  readonly within: 'build' | 'afterwork';
}

const changes: Readonly<Record<Exclude<Deed, 'deleted' | 'locked' | 'unlocked' | 'shelved' | 'offloaded'>, Change>> = {
  stopped: { request: (servers, uuid) => servers.stop(uuid), status: 'SHUTOFF', within: 'afterwork' },
  paused: { request: (servers, uuid) => servers.pause(uuid), status: 'PAUSED', within: 'afterwork' },
  suspended: { request: (servers, uuid) => servers.suspend(uuid), status: 'SUSPENDED', within: 'build' },
  rescued: { request: (servers, uuid) => servers.rescue(uuid), status: 'RESCUE', within: 'build' },
  'soft-deleted': { request: (servers, uuid) => servers.delete(uuid), status: 'SOFT_DELETED', within: 'build' },
};

/** A request, and what is to become of the server. */
interface Order extends Pick<Change, 'request'> {
  readonly aim: 'leaves its host' | 'comes to a host' | 'comes back' | 'goes' | 'stays where it is';
}

const requests: Readonly<Record<Act, Order>> = {
  offloads: { request: (servers, uuid) => servers.shelveOffload(uuid), aim: 'leaves its host' },
  unshelves: { request: (servers, uuid) => servers.unshelve(uuid), aim: 'comes to a host' },
  evacuates: { request: (servers, uuid) => servers.evacuate(uuid), aim: 'comes to a host' },
  'force-deletes': { request: (servers, uuid) => servers.forceDelete(uuid), aim: 'goes' },
  restores: { request: (servers, uuid) => servers.restore(uuid), aim: 'comes back' },
  unlocks: { request: (servers, uuid) => servers.unlock(uuid), aim: 'stays where it is' },
};
