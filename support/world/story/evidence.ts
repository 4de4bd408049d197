import type { UnexpectedAnswer } from '../../api/api-errors';
import type { Exchange } from '../../api/exchange';
import { likelyCause, type Cause, type Clue } from '../../books/causes';
import { readHeldBy } from '../../books/read';
import { resourceClasses, sameAmounts, type Amounts } from '../../books/amounts';
import type { Attachment } from '../../api/volume/attachments-client';
import type { Trouble } from '../../contract/trouble';
import type { Refusal } from '../../parameter-types';
import type { CloudUnderTest } from '../../clouds/cloud';
import type { People } from '../people/signed-in-people';
import type { KnownConsumers } from './known-consumers';
import type { KnownHosts } from './known-hosts';
import type { KnownServer, KnownServers } from './known-servers';
import type { NotedTroubles } from './noted-troubles';
import type { Transcript } from './scenario-transcript';
import { Noun } from './noun';

interface Needs {
  readonly cloud: Pick<CloudUnderTest, 'control'>;
  readonly people: People;
  readonly transcript: Transcript;
  readonly troubles: NotedTroubles;
  readonly knownHosts: KnownHosts;
  readonly knownServers: KnownServers;
  readonly knownConsumers: KnownConsumers;
}

/** What a server that is gone holds, on whichever providers. */
interface Leak {
  readonly consumer: string;
  /** The host that it was on. */
  readonly host: string;
  readonly held: Amounts;
}

/** What the scenario knows of itself that may show why something failed. */
export class Evidence extends Noun<Needs> {
  #heldBefore: ReadonlySet<string> = new Set();

  /** Why a server that is gone, or has left the host, probably still holds that. */
  async causeOfLeak(consumer: string, host: string, held: Amounts): Promise<Cause | undefined> {
    return likelyCause(await this.#cluesOfLeak(consumer, host, held));
  }

  /** Why servers that are gone hold what they hold, by the UUIDs of their consumers; undefined where it could be for several reasons. */
  async causeOfLeaks(leaks: readonly Leak[]): Promise<Cause | undefined> {
    return theOnly(await Promise.all(leaks.map(({ consumer, host, held }) => this.causeOfLeak(consumer, host, held))));
  }

  /** Notes which servers of those that are deleted hold something, before somebody attempts the next thing. */
  async noteHeld(): Promise<void> {
    this.#heldBefore = new Set((await this.#leaksOfDeleted()).map(({ consumer }) => consumer));
  }

  /** Why the cloud probably did not do what it was asked for. */
  causeOfRefusal(refusal: UnexpectedAnswer): Cause | undefined {
    return likelyCause(this.#cluesOfRefusal(refusal));
  }

  /**
   * Why the cloud probably did what it should have refused in that way. A deleted server that still holds something shows that Nova
   * did not ask Placement, or not heed it; one that held something until the last request took that away shows it too. Who may do what
   * has nothing to do with it.
   */
  async causeOfAcceptance(refusal: Refusal): Promise<Cause | undefined> {
    if (refusal === 'not allowed' || refusal === 'not signed in') return undefined;
    const { transcript, knownServers } = this.needs;
    const taken = knownServers.byId(consumerTakenFrom(transcript.lastAct()));
    const leaks = await this.#leaksOfDeleted();
    if (taken?.host === undefined || !this.#heldBefore.has(taken.uuid)) return this.causeOfLeaks(leaks);
    return this.causeOfLeaks([{ consumer: taken.uuid, host: taken.host, held: taken.flavor }, ...leaks]);
  }

  /** Why a volume is probably still held for a server. */
  async causeOfHeldVolume(attachments: readonly Pick<Attachment, 'id' | 'serverId'>[]): Promise<Cause | undefined> {
    const { cloud, knownServers } = this.needs;
    const freed = await cloud.control.effects?.read();
    return theOnly(
      attachments.map(({ id, serverId }) => {
        const server = knownServers.byId(serverId);
        if (server === undefined) return undefined;
        const { uuid, host, progress, status } = server;
        const isDeleted = knownServers.deletionOf(uuid) !== undefined;
        const request = this.#deleteOf(uuid);
        const asked = freed?.some(({ neighbour, path }) => neighbour === 'Cinder' && path.endsWith(`/${id}`));
        return likelyCause([
          'a volume is still held for a server',
          ...clues(isDeleted, 'its server was deleted'),
          ...clues(!isDeleted && this.#wasGivenUp(uuid), 'its build was given up'),
          ...clues(knownServers.left.has(uuid), 'its server was offloaded'),
          ...clues(status === 'ERROR' && host === undefined, 'its server had found no host'),
          ...clues(progress === 'on no host yet', 'no host had begun to build its server'),
          ...clues(asked === true, 'Nova asked Cinder to give it back'),
          ...clues(asked === false, 'Nova did not ask Cinder to give it back'),
          ...(request === undefined ? [] : this.#cluesOfTrouble(request)),
        ]);
      }),
    );
  }

  /** What has probably happened when a server is not counted any more where it should still be. */
  likelyLoss({ uuid, host, progress }: KnownServer): string | undefined {
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
    return progress === undefined
      ? 'somebody freed the allocation of a server that lives on'
      : "the host's healing took the claim of a server that is being built (bug 1729371)";
  }

  /** Why the image that a server was shelved in is probably still there. */
  async causeOfLeftImage(image: string, server: string): Promise<Cause | undefined> {
    const { effects } = this.needs.cloud.control;
    const request = this.#deleteOf(server);
    if (request === undefined || this.needs.knownServers.deletionOf(server) === undefined) return undefined;
    const freed = await effects?.read();
    const asked = freed?.some(({ neighbour, path }) => neighbour === 'Glance' && path.endsWith(`/${image}`));
    return likelyCause([
      'the shelved image of a deleted server is left',
      ...clues(asked === true, 'Nova asked Glance to delete it'),
      ...clues(asked === false, 'Nova did not ask Glance to delete it'),
      ...this.#cluesOfTrouble(request),
    ]);
  }

  #deleteOf(server: string): Exchange | undefined {
    return this.needs.transcript.exchanges().findLast((exchange) => deletedBy(exchange) === server);
  }

  /** Who alone failed Nova when the request was sent. */
  #cluesOfTrouble(exchange: Exchange): readonly Clue[] {
    const [alone, ...others] = [...this.needs.troubles.during(exchange).keys()];
    return [
      ...clues(alone === 'Cinder' && others.length === 0, 'only Cinder failed Nova'),
      ...clues(alone === 'Glance' && others.length === 0, 'only Glance failed Nova'),
    ];
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
    if (deletion === undefined) {
      if (knownServers.leaving.has(consumer)) return ['an allocation is left', 'its server has left the host'];
      return this.#wasGivenUp(consumer) ? ['an allocation is left', 'its build was given up'] : [];
    }
    const server = knownServers.byId(consumer);
    const trouble = await this.#troubleOfPlacement(consumer);
    return [
      'an allocation is left',
      deletion.hostWas === 'down' ? 'the API deleted its server' : 'the host deleted its server',
      ...clues(server !== undefined && isLess(held, server.flavor), 'only a part of it is left'),
      ...clues(server?.progress === 'on no host yet', 'no host had begun to build its server'),
      ...clues(knownHosts.hasStartedSinceDeletion(host), 'the host has started since'),
      ...clues(knownHosts.isForcedDown(host), 'it is forced down'),
      ...clues(trouble === 'refuse', 'Placement refused connections of Nova'),
      ...clues(trouble === 'answer' || trouble === 'hang', 'Placement failed Nova'),
    ];
  }

  /** What kept Nova from freeing at Placement what the deleted server held; nothing did where the cloud shows that Nova did not try. */
  async #troubleOfPlacement(consumer: string): Promise<Trouble['kind'] | undefined> {
    const { cloud, troubles } = this.needs;
    const request = this.#deleteOf(consumer);
    const kind = request === undefined ? undefined : troubles.during(request).get('Placement')?.kind;
    const { effects } = cloud.control;
    if (effects === undefined || (kind !== 'answer' && kind !== 'hang')) return kind;
    const stopped = await effects.stopped();
    const hasTried = stopped.some(({ neighbour, path }) => neighbour === 'Placement' && path.endsWith(`/${consumer}`));
    return hasTried ? kind : undefined;
  }

  #wasGivenUp(consumer: string): boolean {
    const server = this.needs.knownServers.byId(consumer);
    return server?.status === 'ERROR' && server.host === undefined;
  }

  #cluesOfRefusal({ exchange, status, faultMessage = '' }: UnexpectedAnswer): readonly Clue[] {
    const server = this.needs.knownServers.byId(deletedBy(exchange));
    if (server === undefined || !this.needs.knownServers.isWithoutRunningHost(server)) return [];
    const troubles = this.needs.troubles.during(exchange);
    return [
      'a local delete was refused',
      ...clues(status === 409, 'it was answered 409'),
      ...clues(status === 500, 'it was answered 500'),
      ...clues(troubles.get('Placement')?.kind === 'refuse', 'Placement refused connections of Nova'),
      ...this.#cluesOfTrouble(exchange),
      ...namesOfErrors.filter(([, pattern]) => pattern.test(faultMessage)).map(([clue]) => clue),
    ];
  }
}

/**
 * How the text of Nova's error names what happened. openstacksdk raises what no caller expects when Nova's client of Placement
 * cannot be made: with an `endpoint_override` in nova.conf `AttributeError`, and without one `NotSupported` (reference S.1).
 */
const namesOfErrors: readonly (readonly [Clue, RegExp])[] = [
  ['Nova names an error in making its client', /<class '(?:AttributeError|openstack\.exceptions\.\w+)'>/],
  ['Nova names the refused connection', /<class 'keystoneauth1\.exceptions\.connection\.ConnectFailure'>/],
  ['Nova names a time-out', /<class 'keystoneauth1\.exceptions\.connection\.ConnectTimeout'>/],
  ['Nova names an error of Cinder', /cinder/i],
  ['Nova names an error of Glance', /glance|\bimage\b/i],
  ['Nova names a conflict of generations', /Failed to delete allocations .*generation/],
];

/** True when of some class less is held: a server that has moved may hold its flavor's amounts twice. */
function isLess(held: Amounts, flavor: Amounts): boolean {
  return resourceClasses(flavor).some((name) => (held[name] ?? 0) < (flavor[name] ?? 0));
}

function clues(isSo: boolean, clue: Clue): readonly Clue[] {
  return isSo ? [clue] : [];
}

/** The server that somebody asked to be deleted by the request; undefined when it is about something else. */
function deletedBy({ method, route, path, requestBody }: Exchange): string | undefined {
  const [, server] = /^\/servers\/([^/?]+)/.exec(path) ?? [];
  if (method === 'DELETE' && route === '/servers/{server}') return server;
  const isForced = typeof requestBody === 'object' && requestBody !== null && 'forceDelete' in requestBody;
  return method === 'POST' && isForced ? server : undefined;
}

/** The consumer from which the request took something. */
function consumerTakenFrom(exchange: Exchange | undefined): string | undefined {
  if (exchange?.method !== 'DELETE' || exchange.route !== '/allocations/{consumer}') return undefined;
  const isDone = exchange.outcome.kind === 'answer' && exchange.outcome.status === 204;
  return isDone ? /^\/allocations\/([^/?]+)/.exec(exchange.path)?.[1] : undefined;
}

function theOnly(found: readonly (Cause | undefined)[]): Cause | undefined {
  const [first, ...others] = new Set(found);
  return others.length === 0 ? first : undefined;
}
