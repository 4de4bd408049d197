import { ExpectationFailed } from '../../books/expectation';
import type { HostAlias } from '../../parameter-types';
import type { ComputeHosts } from '../hosts/compute-hosts';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';
import type { BuildHolds } from './build-holds';

type Needs = Story & { readonly buildHolds: BuildHolds; readonly hosts: ComputeHosts };

/** What an operator asks for, and what the conductor writes down when it has told the new host. */
export interface UnheardMove {
  readonly ask: (host: string) => Promise<void>;
  readonly action: string;
  readonly event: string;
}

/**
 * Moves of which the new host does not hear: it crashes once it is chosen, while the scheduler has no answer yet to what it has claimed
 * there. However slow the cloud is, the host is up when it is chosen and gone when it is told.
 */
export class UnheardMoves extends Noun<Needs> {
  /** Has the server sent to that host, and resolves once both hosts count it and Nova has told the new one, in vain. */
  async begin(known: KnownServer, to: HostAlias, move: UnheardMove): Promise<void> {
    const { deadlines, eventually, buildHolds, hosts, knownServers } = this.needs;
    const host = hosts.bindAnother(to);
    const crash = await hosts.readyToCrash(to);
    await buildHolds.holdAt('claimed by the scheduler');
    knownServers.noteChange(known.uuid);
    await move.ask(host);
    await eventually(`${known.name} to be claimed on ${host}`, () => this.#expectClaimed(known, host), deadlines.build);
    await crash();
    await buildHolds.release();
    const told = `the conductor to tell ${host} of ${known.name}`;
    await eventually(told, () => this.#expectTold(known, move), deadlines.afterwork);
  }

  async #expectClaimed({ uuid }: KnownServer, host: string): Promise<void> {
    if ((await this.needs.books.heldBy(uuid)).has(host)) return;
    throw new ExpectationFailed(`it holds nothing on ${host} yet`);
  }

  async #expectTold({ uuid }: KnownServer, { action, event }: UnheardMove): Promise<void> {
    const { instanceActions } = this.needs.people.background.compute;
    const { events = [] } = (await instanceActions.newest(uuid, action)) ?? {};
    if (events.some((each) => each.event === event && each.result === 'Success')) return;
    throw new ExpectationFailed(
      `its events are ${events.map((each) => `${each.event} (${each.result ?? 'not over'})`).join(', ') || 'none'}`,
    );
  }
}
