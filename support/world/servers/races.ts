import type { UnexpectedAnswer } from '../../api/api-errors';
import { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import { holdsSomething } from '../../books/read';
import { likelyCause, type Clue } from '../../books/causes';
import { tellExchange } from '../../books/finding-lines';
import type { PersonName, ServerAlias } from '../../parameter-types';
import type { KnownServer } from '../story/known-servers';
import { replyTo, type Reply } from '../story/refusals';
import type { AllocationWrites } from '../placement/allocation-writes';
import type { Attempts } from '../attempts/attempts';
import type { Builds } from './builds';
import type { Deletions } from './deletions';
import type { Paths } from '../placement/paths';
import type { ServerCreation } from './server-creation';
import type { ServerStates } from './server-states';
import { Noun, type Story } from '../story/story';

type Needs = Story & {
  readonly allocations: AllocationWrites;
  readonly attempts: Attempts;
  readonly builds: Builds;
  readonly deletions: Deletions;
  readonly paths: Paths;
  readonly servers: ServerCreation;
  readonly states: ServerStates;
};

/** A race is tried as often as this before a scenario gives it up. */
const tries = 3;

/** So often somebody else changes what Nova is about to delete: Nova may read it a moment after its ports are gone. */
const changesAmid = 3;

/** Whether a race hit its moment, as the replies show (reference E.0, races). */
export type Timing = 'in time' | 'missed';

/** Requests that must hit a moment which is soon over. */
export class Races extends Noun<Needs> {
  #replies: readonly Reply[] | undefined;
  #hadHost = false;

  /** True when a delete of the server may come too late for what the scenario is about. */
  isOn(alias: ServerAlias): boolean {
    const { builds, knownServers } = this.needs;
    return knownServers
      .findAll(alias)
      .some((server) => this.#isBeingDeleted(server) || builds.mayHaveGoneOn(server.uuid));
  }

  /** Deletes the server as that person, and sees that a host which cannot act any more has not finished it. */
  async begin(person: PersonName, alias: ServerAlias): Promise<void> {
    const { deletions, states, knownServers } = this.needs;
    await deletions.delete(person, alias);
    if (!this.#isBeingDeleted(knownServers.find(alias))) await states.expectState(alias, 'marked for deletion');
  }

  /** Attempts to delete the server as that person: in time for what goes on there, or whenever where there is nothing of the kind. */
  async attempt(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const { attempts, deletions } = this.needs;
    if (this.isOn(alias)) return this.delete(person, alias);
    await attempts.make(() => deletions.delete(person, alias));
    return 'in time';
  }

  /**
   * Deletes the server as that person while its first delete is under way, or before it has found a host. Whether that was in time
   * shows by the reply, or by the history; otherwise the whole is tried with a new server. Resolves with `missed` when it never was.
   */
  async delete(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const { builds, deletions, knownServers } = this.needs;
    if (this.#isBeingDeleted(knownServers.find(alias))) return this.#deleteAgain(person, alias);
    return this.#tryWaiting(alias, async (server) => {
      await deletions.delete(person, alias);
      return (await builds.neverCameToACell(server.uuid)) ? 'in time' : 'missed';
    });
  }

  /**
   * Deletes the server as that person while the other changes its allocations, before what Nova writes to them and after what it may
   * have read. It was in time when a change was taken before the delete was answered; it was missed when none was and the allocations are
   * gone, for what never went to Placement at all is no matter of time. Rejects with what refuses the delete.
   */
  async deleteAmidChanges(person: PersonName, alias: ServerAlias, other: PersonName): Promise<Timing> {
    const { allocations, cloud, deletions, paths, people, knownServers } = this.needs;
    const deletion = { isOver: false };
    const end = (): void => {
      deletion.isOver = true;
    };
    let answer = Promise.resolve();
    let changes = 0;
    await paths.whileAllocationWritesWait(async () => {
      answer = deletions.delete(person, alias);
      void answer.then(end, end);
      await this.#untilAtPlacement(alias, deletion);
      for (let change = 1; change <= changesAmid && !deletion.isOver; change += 1) {
        if ((await allocations.change(other, alias)) === 'changed') changes += 1;
        await cloud.letTimePass();
      }
    });
    await answer;
    const { uuid } = knownServers.find(alias);
    return changes > 0 || (await holdsSomething(people.background, uuid)) ? 'in time' : 'missed';
  }

  /**
   * Sends two deletes of the server at once. Those of a waiting one have met when neither found that it was gone; of any other one the
   * replies tell all there is to tell.
   */
  async deleteTwice(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const server = this.needs.knownServers.find(alias);
    if (server.host === undefined) return this.#tryWaiting(alias, (waiting) => this.#sendTwice(person, waiting));
    await this.#sendTwice(person, server);
    return 'in time';
  }

  /**
   * Expects each of the requests that were sent at once to have been accepted, or to have found nothing any more. Where one of two
   * deletes of a server with a host was accepted, Nova may lose the other one between two looks at its database: that is open there and
   * leaves nothing behind (reference S.1).
   */
  expectAcceptedOrNotFound(): void {
    const replies = this.#replies;
    if (replies === undefined) throw new Error('no step has sent several requests at once');
    this.needs.verifications.note();
    const refused = replies.filter((reply) => reply !== 'accepted');
    const lost = this.#hadHost && replies.includes('accepted') ? refused.filter(isLost) : [];
    for (const { exchange } of lost) this.needs.transcript.expectError(exchange);
    const wrong = refused.find((reply) => reply.status !== 404 && !lost.includes(reply));
    if (wrong === undefined) return;
    throw failure({
      expected: 'each request that was sent at once is accepted, or answered 404',
      seen: replies.map(tellReply).join(' and '),
      because: wrong.faultMessage ?? 'Nova does not say why',
      last: tellExchange(wrong.exchange),
      likely: likelyCause(cluesOf(replies, wrong))?.words,
    });
  }

  /** True when a delete of the server is under way on a host that runs, so that a second one finds it or comes too late. */
  #isBeingDeleted({ uuid, host }: KnownServer): boolean {
    const { knownServers, knownHosts } = this.needs;
    if (host === undefined || !knownHosts.isRunning(host)) return false;
    return knownServers.deletionOf(uuid)?.hostWas === 'up' && !knownServers.gone.has(uuid);
  }

  async #sendTwice(person: PersonName, server: KnownServer): Promise<Timing> {
    const { cloud, people, knownServers } = this.needs;
    await cloud.control.meetings?.meetDeletes(2);
    const { servers } = people.person(person).compute;
    const replies = await Promise.all([1, 2].map(() => replyTo(servers.delete(server.uuid))));
    knownServers.noteDeletion(server);
    this.#replies = replies;
    this.#hadHost = server.host !== undefined;
    return replies.some((reply) => reply !== 'accepted' && reply.status === 404) ? 'missed' : 'in time';
  }

  /** A local delete comes to the allocations once the ports are gone (reference A.2). */
  async #untilAtPlacement(alias: ServerAlias, deletion: { readonly isOver: boolean }): Promise<void> {
    const { people, deadlines, eventually, knownServers } = this.needs;
    const { uuid, name } = knownServers.find(alias);
    const look = async (): Promise<void> => {
      if (deletion.isOver) return;
      const ports = await people.background.network.ports.list({ deviceId: uuid });
      if (ports.length > 0) throw new ExpectationFailed(`${name} still has its ports`);
    };
    await eventually(`the delete of ${name} to come to its allocations`, look, deadlines.deleteOnRunningHost);
  }

  /** A host marks a server as deleted before its record goes: a delete that comes between is one of its own (`_delete_instance`). */
  async #deleteAgain(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const { deletions, people, servers, knownServers, knownHosts } = this.needs;
    const host = knownHosts.aliasOf(knownServers.find(alias).host);
    const attempt = async (): Promise<Timing> => {
      const reply = await replyTo(deletions.delete(person, alias));
      if (reply !== 'accepted' && reply.status !== 404) throw reply;
      if (reply !== 'accepted') return 'missed';
      const now = await people.background.compute.servers.find(knownServers.find(alias).uuid);
      // What the host has marked as deleted has no task any more: the task is the second delete's own then.
      return now?.taskState === 'deleting' && now.status !== 'DELETED' ? 'in time' : 'missed';
    };
    return this.#try(alias, attempt, async () => {
      await servers.create(alias, host);
      await deletions.delete(person, alias);
    });
  }

  #tryWaiting(alias: ServerAlias, attempt: (server: KnownServer) => Promise<Timing>): Promise<Timing> {
    return this.#try(alias, attempt, () => this.needs.builds.wait(alias));
  }

  /** Tries with one server after the other, as often as a race is tried. */
  async #try(
    alias: ServerAlias,
    attempt: (server: KnownServer) => Promise<Timing>,
    makeAnother: () => Promise<void>,
  ): Promise<Timing> {
    const { knownServers } = this.needs;
    for (let tried = 1; ; tried += 1) {
      const server = knownServers.find(alias);
      if ((await attempt(server)) === 'in time') return 'in time';
      if (tried === tries) return 'missed';
      knownServers.forget(server.uuid);
      await makeAnother();
    }
  }
}

function cluesOf(replies: readonly Reply[], { status, faultMessage = '' }: UnexpectedAnswer): readonly Clue[] {
  return [
    ...(replies.includes('accepted') ? (['of deletes sent at once one was accepted'] as const) : []),
    ...(status === 500 ? (['it was answered 500'] as const) : []),
    ...(faultMessage.includes("<class 'AttributeError'>") ? (['Nova names an attribute of nothing'] as const) : []),
    ...(faultMessage.includes("<class 'UnboundLocalError'>") ? (['Nova names a variable without value'] as const) : []),
  ];
}

function tellReply(reply: Reply): string {
  return reply === 'accepted' ? 'accepted' : `refused with ${reply.status}`;
}

/** Nova found that another delete had destroyed the record, and took that for a change of its host (`nova/db/main/api.py:instance_destroy`). */
function isLost({ status, faultMessage = '' }: Exclude<Reply, 'accepted'>): boolean {
  return status === 500 && faultMessage.includes('nova.exception.ObjectActionError');
}
