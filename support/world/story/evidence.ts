import type { UnexpectedAnswer } from '../../api/api-errors';
import type { Exchange } from '../../api/exchange';
import { clues, likelyCause, theOnly, type Cause, type Clue } from '../../books/causes';
import { readHeldBy } from '../../books/read';
import { resourceClasses, sameAmounts, type Amounts } from '../../books/amounts';
import type { Trouble } from '../../contract/trouble';
import type { Refusal } from '../../parameter-types';
import type { CloudUnderTest } from '../../clouds/cloud';
import { computeServiceOf } from '../../safety/compute-services';
import type { People } from '../people/signed-in-people';
import {
  cluesOfText,
  cluesOfWriting,
  consumerNotWritten,
  consumerTakenFrom,
  deletedBy,
  detachedBy,
} from './clues-of-answers';
import type { Circumstances } from './circumstances';
import type { Freed } from './freed';
import type { KnownConsumers } from './known-consumers';
import type { KnownHosts } from './known-hosts';
import type { KnownMoves } from './known-moves';
import type { KnownServer, KnownServers } from './known-servers';
import type { NotedTroubles } from './noted-troubles';
import type { Transcript } from './scenario-transcript';
import { Noun } from './noun';

interface Needs {
  readonly cloud: Pick<CloudUnderTest, 'letTimePass'>;
  readonly circumstances: Circumstances;
  readonly freed: Freed;
  readonly people: People;
  readonly transcript: Transcript;
  readonly troubles: NotedTroubles;
  readonly knownHosts: KnownHosts;
  readonly knownServers: KnownServers;
  readonly knownConsumers: KnownConsumers;
  readonly knownMoves: KnownMoves;
}

/** What a server that is gone holds, on whichever providers. */
export interface Leak {
  readonly consumer: string;
  /** The host that it was on. */
  readonly host: string;
  readonly held: Amounts;
}

/** What the scenario knows of itself that may show why something failed. */
export class Evidence extends Noun<Needs> {
  #heldBefore: ReadonlyMap<string, Amounts> = new Map();

  /** Why a server that is gone, or has left the host, probably still holds that. */
  async causeOfLeak(consumer: string, host: string, held: Amounts): Promise<Cause | undefined> {
    return likelyCause(await this.#cluesOfLeak(consumer, host, held));
  }

  /** Why servers that are gone hold what they hold, by the UUIDs of their consumers; undefined where it could be for several reasons. */
  async causeOfLeaks(leaks: readonly Leak[]): Promise<Cause | undefined> {
    return theOnly(await Promise.all(leaks.map(({ consumer, host, held }) => this.causeOfLeak(consumer, host, held))));
  }

  /** Why servers that are deleted probably still hold something; undefined when none does. */
  async causeOfLeft(): Promise<Cause | undefined> {
    return this.causeOfLeaks(await this.#leaksOfDeleted());
  }

  /** Notes which servers of those that are deleted hold something, before somebody attempts the next thing. */
  async noteHeld(): Promise<void> {
    this.#heldBefore = new Map((await this.#leaksOfDeleted()).map(({ consumer, held }) => [consumer, held]));
  }

  /** Why the cloud probably did not do what it was asked for. */
  async causeOfRefusal(refusal: UnexpectedAnswer): Promise<Cause | undefined> {
    const consumer = consumerNotWritten(refusal);
    return likelyCause(
      consumer === undefined ? this.#cluesOfRefusal(refusal) : await this.#cluesOfKeptConsumer(consumer),
    );
  }

  /**
   * Why the cloud probably did what it should have refused in that way. A deleted server that still holds something shows that Nova
   * did not ask Placement, or not heed it; one that held something until the last request took that away shows it too. Who may do what
   * has nothing to do with it.
   */
  async causeOfAcceptance(refusal: Refusal): Promise<Cause | undefined> {
    if (refusal === 'not allowed' || refusal === 'not signed in') return undefined;
    const { transcript, knownServers } = this.needs;
    const last = transcript.lastAct();
    const shown = likelyCause(last === undefined ? [] : this.#cluesOfAcceptance(last));
    if (shown !== undefined) return shown;
    const delays = await Promise.all(knownServers.deleted().map((server) => this.causeOfDelay(server)));
    const delay = theOnly(delays.filter((cause) => cause !== undefined));
    if (delay !== undefined) return delay;
    const taken = knownServers.byId(consumerTakenFrom(last));
    const held = taken && this.#heldBefore.get(taken.uuid);
    const leaks = await this.#leaksOfDeleted();
    if (taken?.host === undefined || held === undefined) return this.causeOfLeaks(leaks);
    return this.causeOfLeaks([{ consumer: taken.uuid, host: taken.host, held }, ...leaks]);
  }

  /** What has probably happened when a server is not counted any more where it should still be. */
  async likelyLoss(server: KnownServer): Promise<string | undefined> {
    const { uuid, host, progress } = server;
    const { knownHosts, knownServers } = this.needs;
    const deletion = knownServers.deletionOf(uuid);
    if (deletion !== undefined) {
      if (knownHosts.hasOtherStartedSinceDeletion(host)) return undefined;
      if (host !== undefined && knownHosts.checked.has(host)) return 'its host has healed what the deleted server left';
      return deletion.hostWas === 'down'
        ? "the delete freed the server's allocation"
        : "its host deleted the server, and freed the server's allocation";
    }
    if (knownServers.leaving.has(uuid)) return 'the server has left its host, and freed its allocation';
    const cause = await this.causeOfLoss(server);
    return (
      cause?.words ?? (progress === undefined ? 'somebody freed the allocation of a server that lives on' : undefined)
    );
  }

  /** Why a live server that should hold something probably holds nothing. */
  async causeOfLoss({ uuid, progress }: KnownServer): Promise<Cause | undefined> {
    const requests = await this.needs.freed.passed('Placement', uuid);
    const isEmptied = requests?.some(({ method }) => method !== 'DELETE') === true;
    return likelyCause([
      'a live server holds nothing',
      ...clues(progress !== undefined, 'it is being built'),
      ...clues(isEmptied, 'Nova emptied its allocation, as healing hosts do'),
    ]);
  }

  /** Why a server is probably still there whose delete had to be done when it was answered, for nobody on its host could do it. */
  async causeOfDelay({ uuid, host }: KnownServer): Promise<Cause | undefined> {
    const { cloud, people, knownHosts, knownServers } = this.needs;
    if (knownServers.gone.has(uuid) || knownServers.deletionOf(uuid)?.hostWas !== 'down') return undefined;
    const auditor = people.background;
    if ((await auditor.compute.servers.find(uuid)) === undefined) return undefined;
    const service = host === undefined ? undefined : await computeServiceOf(auditor, host);
    await cloud.letTimePass();
    const isGone = (await auditor.compute.servers.find(uuid)) === undefined;
    return likelyCause([
      'a delete was not done when it was answered',
      ...clues(service?.state === 'up', 'the host counts as up'),
      ...clues(host !== undefined && knownHosts.isForcedDown(host), 'it is forced down'),
      ...clues(host !== undefined && knownHosts.wasForcedUp(host), 'it was forced up since'),
      ...clues(isGone, 'it was done a moment later'),
    ]);
  }

  async #leaksOfDeleted(): Promise<readonly Leak[]> {
    const { people, knownServers } = this.needs;
    const leaks = await Promise.all(
      knownServers.deleted().map(async ({ uuid, host }) => {
        if (host === undefined) return [];
        const held = await readHeldBy(people.background, uuid);
        return sameAmounts(held, {}) ? [] : [{ consumer: uuid, host, held }];
      }),
    );
    return leaks.flat();
  }

  async #cluesOfLeak(consumer: string, host: string, held: Amounts): Promise<readonly Clue[]> {
    const { knownServers, knownHosts, knownConsumers } = this.needs;
    if (knownConsumers.planted.has(consumer)) return ['an allocation is left', 'somebody wrote it onto a running host'];
    const deletion = knownServers.deletionOf(consumer);
    const part = await this.#cluesOfPart(consumer, held);
    if (deletion === undefined) {
      if (knownServers.leaving.has(consumer)) return ['an allocation is left', ...part, 'its server has left the host'];
      if (this.needs.circumstances.wasGivenUp(consumer))
        return ['an allocation is left', ...part, 'its build was given up'];
      return knownServers.byId(consumer) === undefined && part.length > 0 ? ['an allocation is left', ...part] : [];
    }
    const server = knownServers.byId(consumer);
    const trouble = await this.#troubleOfPlacement(consumer);
    return [
      'an allocation is left',
      ...part,
      deletion.hostWas === 'down' ? 'the API deleted its server' : 'the host deleted its server',
      ...clues(server?.progress === 'on no host yet', 'no host had begun to build its server'),
      ...clues(knownHosts.hasStartedSinceDeletion(host), 'the host has started since'),
      ...clues(knownHosts.isForcedDown(host), 'it is forced down'),
      ...clues(trouble === 'refuse', 'Placement refused connections of Nova'),
      ...clues(trouble === 'answer', 'Placement answered Nova with an error'),
      ...clues(trouble === 'hang', 'Placement did not answer Nova'),
    ];
  }

  /** Whether the consumer holds less than it did, and somebody had asked Placement to take all of it away. */
  async #cluesOfPart(consumer: string, held: Amounts): Promise<readonly Clue[]> {
    const { freed, knownMoves, knownServers, transcript } = this.needs;
    const server = knownServers.byId(consumer);
    const isLacking = knownMoves.of(consumer) === undefined ? isLess : lacksClass;
    const isAsked =
      transcript.exchanges().some((exchange) => consumerTakenFrom(exchange) === consumer) ||
      (await freed.passed('Placement', consumer))?.some(() => true) === true;
    const isPart = server === undefined ? isAsked : isLacking(held, server.flavor);
    return [
      ...clues(isPart, 'only a part of it is left'),
      ...clues(isPart && isAsked, 'Placement was asked to take all of it away'),
    ];
  }

  async #cluesOfKeptConsumer(consumer: string): Promise<readonly Clue[]> {
    const held = await readHeldBy(this.needs.people.background, consumer);
    if (sameAmounts(held, {})) return ['a consumer cannot be written anew', 'it holds nothing any more'];
    const part = await this.#cluesOfPart(consumer, held);
    return part.length === 0 ? [] : ['an allocation is left', ...part];
  }

  #cluesOfAcceptance(last: Exchange): readonly Clue[] {
    const { knownHosts, knownServers, transcript } = this.needs;
    const host = knownServers.byId(detachedBy(last))?.host;
    if (host !== undefined)
      return ['a volume was detached', ...clues(knownHosts.isDown(host), 'the host counts as down')];
    return cluesOfWriting(last, transcript.exchanges());
  }

  /** What kept Nova from freeing at Placement what the deleted server held; nothing did where the cloud shows that Nova did not try. */
  async #troubleOfPlacement(consumer: string): Promise<Trouble['kind'] | undefined> {
    const { freed, troubles } = this.needs;
    const request = this.needs.circumstances.deleteOf(consumer);
    const kind = request === undefined ? undefined : troubles.during(request).get('Placement')?.kind;
    if (kind !== 'answer' && kind !== 'hang') return kind;
    return (await freed.stopped('Placement', consumer))?.length === 0 ? undefined : kind;
  }

  #cluesOfRefusal(refusal: UnexpectedAnswer): readonly Clue[] {
    const { exchange, status } = refusal;
    const server = this.needs.knownServers.byId(deletedBy(exchange));
    if (server === undefined || !this.needs.knownServers.isWithoutRunningHost(server)) return [];
    const troubles = this.needs.troubles.during(exchange);
    return [
      'a local delete was refused',
      ...clues(status === 409, 'it was answered 409'),
      ...clues(status === 500, 'it was answered 500'),
      ...clues(troubles.get('Placement')?.kind === 'refuse', 'Placement refused connections of Nova'),
      ...this.needs.circumstances.cluesOfTrouble(exchange),
      ...cluesOfText(refusal),
    ];
  }
}

/** True when of some class less is held: a server that has moved may hold its flavor's amounts twice. */
function isLess(held: Amounts, flavor: Amounts): boolean {
  return resourceClasses(flavor).some((name) => (held[name] ?? 0) < (flavor[name] ?? 0));
}

/** True when some class is not held at all: what a move that was rolled back gives a server again may be of another flavor. */
function lacksClass(held: Amounts, flavor: Amounts): boolean {
  return resourceClasses(flavor).some((name) => held[name] === undefined);
}
