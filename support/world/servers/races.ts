import { UnexpectedAnswer } from '../../api/api-errors';
import { ExpectationFailed } from '../../books/expectation';
import { likelyCause, type Clue } from '../../books/causes';
import { tellExchange, tellFindings, tellLikely } from '../../books/findings';
import type { PersonName, ServerAlias } from '../../parameter-types';
import type { KnownServer } from '../story/notes';
import type { Scenario } from '../scenario';

/** A race is tried as often as this before a scenario gives it up. */
const tries = 3;

/** So often somebody else changes what Nova is about to delete: Nova may read it a moment after its ports are gone. */
const changesAmid = 3;

/** Whether a race hit its moment, as the replies show (reference E.0, races). */
type Timing = 'in time' | 'missed';

/** What became of one of several requests. */
type Reply = 'accepted' | UnexpectedAnswer;

/** Requests that must hit a moment which is soon over. */
export class Races {
  readonly #scenario: Scenario;
  #replies: readonly Reply[] | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** True when a delete of the server may come too late for what the scenario is about. */
  isOn(alias: ServerAlias): boolean {
    const { servers, builds } = this.#scenario;
    return servers.findAll(alias).some((server) => this.#isBeingDeleted(server) || builds.mayHaveGoneOn(server.uuid));
  }

  /** Deletes the server as that person, and sees that a host which cannot act any more has not finished it. */
  async begin(person: PersonName, alias: ServerAlias): Promise<void> {
    const { servers } = this.#scenario;
    await servers.delete(person, alias);
    if (!this.#isBeingDeleted(servers.find(alias))) await servers.expectState(alias, 'marked for deletion');
  }

  /**
   * Deletes the server as that person while its first delete is under way, or before it has found a host. Whether that was in time
   * shows by the reply, or by the history; otherwise the whole is tried with a new server. Resolves with `missed` when it never was.
   */
  async delete(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const { servers, builds } = this.#scenario;
    if (this.#isBeingDeleted(servers.find(alias))) return this.#deleteAgain(person, alias);
    return this.#tryWaiting(alias, async (server) => {
      await servers.delete(person, alias);
      return (await builds.neverCameToACell(server.uuid)) ? 'in time' : 'missed';
    });
  }

  /**
   * Deletes the server as that person while the other changes its allocations, before what Nova writes to them and after what it may
   * have read. It was in time when a change was taken before the delete was answered; it was missed when none was and the allocations are
   * gone, for what never went to Placement at all is no matter of time. Rejects with what refuses the delete.
   */
  async deleteAmidChanges(person: PersonName, alias: ServerAlias, other: PersonName): Promise<Timing> {
    const { servers, paths } = this.#scenario;
    const deletion = { isOver: false };
    const end = (): void => {
      deletion.isOver = true;
    };
    let answer = Promise.resolve();
    let changes = 0;
    await paths.whileAllocationWritesWait(async () => {
      answer = servers.delete(person, alias);
      void answer.then(end, end);
      await this.#untilAtPlacement(alias, deletion);
      for (let change = 1; change <= changesAmid && !deletion.isOver; change += 1) {
        if ((await this.#scenario.allocations.change(other, alias)) === 'changed') changes += 1;
        await this.#scenario.cloud.letTimePass();
      }
    });
    await answer;
    return changes > 0 || (await this.#holdsSomething(servers.find(alias))) ? 'in time' : 'missed';
  }

  /**
   * Sends two deletes of the server at once. Those of a waiting one have met when neither found that it was gone; of any other one the
   * replies tell all there is to tell.
   */
  async deleteTwice(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const server = this.#scenario.servers.find(alias);
    if (server.host === undefined) return this.#tryWaiting(alias, (waiting) => this.#sendTwice(person, waiting));
    await this.#sendTwice(person, server);
    return 'in time';
  }

  /** Expects each of the requests that were sent at once to have been accepted, or to have found nothing any more. */
  expectAcceptedOrNotFound(): void {
    const replies = this.#replies;
    if (replies === undefined) throw new Error('no step has sent several requests at once');
    this.#scenario.notes.noteVerification();
    const wrong = replies.filter((reply) => reply !== 'accepted').find(({ status }) => status !== 404);
    if (wrong === undefined) return;
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: 'each request that was sent at once is accepted, or answered 404' },
        { label: 'seen', text: replies.map(tellReply).join(' and ') },
        { label: 'because', text: wrong.faultMessage ?? 'Nova does not say why' },
        { label: 'last', text: tellExchange(wrong.exchange) },
        ...tellLikely(likelyCause(cluesOf(replies, wrong))),
      ]),
    );
  }

  /** True when a delete of the server is under way on a host that runs, so that a second one finds it or comes too late. */
  #isBeingDeleted({ uuid, host }: KnownServer): boolean {
    const { notes } = this.#scenario;
    if (host === undefined || !notes.isRunning(host)) return false;
    return notes.deletionOf(uuid)?.hostWas === 'up' && !notes.isGone(uuid);
  }

  async #sendTwice(person: PersonName, server: KnownServer): Promise<Timing> {
    const { cloud, notes, people } = this.#scenario;
    await cloud.control.meetings?.meetDeletes(2);
    const { servers } = people.person(person).compute;
    const replies = await Promise.all([1, 2].map(() => replyOf(servers.delete(server.uuid))));
    notes.noteDeletion(server);
    this.#replies = replies;
    return replies.some((reply) => reply !== 'accepted' && reply.status === 404) ? 'missed' : 'in time';
  }

  async #holdsSomething({ uuid }: KnownServer): Promise<boolean> {
    const { allocations } = await this.#scenario.people.background.placement.allocations.get(uuid);
    return Object.keys(allocations).length > 0;
  }

  /** A local delete comes to the allocations once the ports are gone (reference A.2). */
  async #untilAtPlacement(alias: ServerAlias, deletion: { readonly isOver: boolean }): Promise<void> {
    const { servers, people, deadlines } = this.#scenario;
    const { uuid, name } = servers.find(alias);
    const look = async (): Promise<void> => {
      if (deletion.isOver) return;
      const ports = await people.background.network.ports.list({ deviceId: uuid });
      if (ports.length > 0) throw new ExpectationFailed(`${name} still has its ports`);
    };
    await this.#scenario.eventually(
      `the delete of ${name} to come to its allocations`,
      look,
      deadlines.deleteOnRunningHost,
    );
  }

  async #deleteAgain(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const { servers, hosts, notes } = this.#scenario;
    const host = hosts.aliasOf(servers.find(alias).host);
    for (let tried = 1; ; tried += 1) {
      if ((await this.#deleteInTime(person, alias)) === 'in time') return 'in time';
      if (tried === tries) return 'missed';
      notes.forgetServer(servers.find(alias).uuid);
      await servers.create(alias, host);
      await servers.delete(person, alias);
    }
  }

  async #deleteInTime(person: PersonName, alias: ServerAlias): Promise<Timing> {
    const reply = await replyOf(this.#scenario.servers.delete(person, alias));
    if (reply === 'accepted') return 'in time';
    if (reply.status === 404) return 'missed';
    throw reply;
  }

  async #tryWaiting(alias: ServerAlias, attempt: (server: KnownServer) => Promise<Timing>): Promise<Timing> {
    const { servers, builds, notes } = this.#scenario;
    for (let tried = 1; ; tried += 1) {
      const server = servers.find(alias);
      if ((await attempt(server)) === 'in time') return 'in time';
      if (tried === tries) return 'missed';
      notes.forgetServer(server.uuid);
      await builds.wait(alias);
    }
  }
}

async function replyOf(request: Promise<void>): Promise<Reply> {
  try {
    await request;
    return 'accepted';
  } catch (error) {
    if (error instanceof UnexpectedAnswer) return error;
    throw error;
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
