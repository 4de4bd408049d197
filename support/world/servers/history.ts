import type { InstanceAction, InstanceActionDetail } from '../../api/compute/instance-actions-client';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import { Noun, type Story } from '../story/story';

const endedByHost = 'compute_terminate_instance';

/** What Nova remembers of a server: its instance actions, also after its end (reference A.7). */
export class History extends Noun<Story> {
  /**
   * Expects the delete to have been done by the host: its action has a successful event of that host's compute service, which a
   * local delete has not. The host writes the event's end after the server is gone, so that is waited for.
   */
  async expectDeletedByHost(server: ServerAlias, alias: HostAlias): Promise<void> {
    const { deadlines, knownServers, knownHosts, verifications } = this.needs;
    const { uuid, name } = knownServers.find(server);
    const host = knownHosts.nameOf(alias);
    await this.needs.eventually(
      `${host} to have told of deleting ${name}`,
      async () => {
        const action = await this.#findDelete(uuid);
        const event = action?.events.find((each) => each.event === endedByHost);
        if (event?.result === 'Success' && event.host === host) return;
        throw failure({
          expected: `the delete of ${name} (${shortId(uuid)}) with ${endedByHost} Success on ${host}`,
          seen: tellAction(action),
        });
      },
      deadlines.afterwork,
    );
    verifications.note();
  }

  /** Reads the server's history as that person, as a client of that microversion does. */
  async read(person: PersonName, alias: ServerAlias, microversion: string): Promise<void> {
    const { people, knownServers } = this.needs;
    const { compute } = people.person(person);
    await compute.at(microversion).instanceActions.list(knownServers.find(alias).uuid);
  }

  /** Expects the servers' history to tell of so many deletes, at the first look. */
  async expectDeletes(alias: ServerAlias, amount: number): Promise<void> {
    const { people, knownServers, verifications } = this.needs;
    for (const { uuid, name } of knownServers.findAll(alias)) {
      const actions = await people.auditor.compute.instanceActions.list(uuid);
      const deletes = actions.filter(({ action }) => action === 'delete');
      verifications.note();
      if (deletes.length === amount) continue;
      throw failure({
        expected: `${amount} ${amount === 1 ? 'delete' : 'deletes'} in the history of ${name} (${shortId(uuid)})`,
        seen: `${deletes.length}: ${actions.map(tellBriefly).join(', ') || 'it has none'}`,
      });
    }
  }

  #findDelete(uuid: string): Promise<InstanceActionDetail | undefined> {
    return this.needs.people.auditor.compute.instanceActions.newest(uuid, 'delete');
  }
}

function tellBriefly({ action, requestId }: InstanceAction): string {
  return `${action} (${shortId(requestId)})`;
}

function tellAction(action: InstanceActionDetail | undefined): string {
  if (action === undefined) return 'no delete in its history';
  if (action.events.length === 0) return "a delete without events: Nova's API did it itself, a local delete";
  const events = action.events.map(
    ({ event, result, host }) => `${event} ${result ?? 'unfinished'} on ${host ?? 'no host'}`,
  );
  return `a delete with ${events.join(', ')}`;
}
