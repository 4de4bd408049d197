import type { InstanceAction, InstanceActionDetail } from '../../api/compute/instance-actions-client';
import { ExpectationFailed } from '../../books/expectation';
import { shortId, tellFindings } from '../../books/findings';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import type { Scenario } from '../scenario';

const endedByHost = 'compute_terminate_instance';

/** What Nova remembers of a server: its instance actions, also after its end (reference A.7). */
export class History {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /**
   * Expects the delete to have been done by the host: its action has a successful event of that host's compute service, which a
   * local delete has not. The host writes the event's end after the server is gone, so that is waited for.
   */
  async expectDeletedByHost(server: ServerAlias, alias: HostAlias): Promise<void> {
    const { notes, deadlines, hosts, servers } = this.#scenario;
    const { uuid, name } = servers.find(server);
    const host = hosts.nameOf(alias);
    await this.#scenario.eventually(
      `${host} to have told of deleting ${name}`,
      async () => {
        const action = await this.#findDelete(uuid);
        const event = action?.events.find((each) => each.event === endedByHost);
        if (event?.result === 'Success' && event.host === host) return;
        throw new ExpectationFailed(
          tellFindings([
            {
              label: 'expected',
              text: `the delete of ${name} (${shortId(uuid)}) with ${endedByHost} Success on ${host}`,
            },
            { label: 'seen', text: tellAction(action) },
          ]),
        );
      },
      deadlines.afterwork,
    );
    notes.noteVerification();
  }

  /** Expects the servers' history to tell of so many deletes, at the first look. */
  async expectDeletes(alias: ServerAlias, amount: number): Promise<void> {
    const { notes, people, servers } = this.#scenario;
    for (const { uuid, name } of servers.findAll(alias)) {
      const actions = await people.auditor.compute.instanceActions.list(uuid);
      const deletes = actions.filter(({ action }) => action === 'delete');
      notes.noteVerification();
      if (deletes.length === amount) continue;
      throw new ExpectationFailed(
        tellFindings([
          {
            label: 'expected',
            text: `${amount} ${amount === 1 ? 'delete' : 'deletes'} in the history of ${name} (${shortId(uuid)})`,
          },
          { label: 'seen', text: `${deletes.length}: ${actions.map(tellBriefly).join(', ') || 'it has none'}` },
        ]),
      );
    }
  }

  async #findDelete(uuid: string): Promise<InstanceActionDetail | undefined> {
    const { instanceActions } = this.#scenario.people.auditor.compute;
    const found = (await instanceActions.list(uuid)).find(({ action }) => action === 'delete');
    return found && instanceActions.get(uuid, found.requestId);
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
