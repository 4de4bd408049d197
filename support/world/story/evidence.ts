import type { UnexpectedAnswer } from '../../api/api-errors';
import type { Exchange } from '../../api/exchange';
import type { Attachment } from '../../api/volume/attachments-client';
import { sameAmounts, sumOf, type Amounts } from '../../books/amounts';
import { resourcesOf } from '../../books/read';
import type { Refusal } from '../../parameter-types';
import { likelyCause, type Cause, type Clue } from '../../books/causes';
import type { KnownServer } from './notes';
import type { Scenario } from '../scenario';

/** What a server that is gone holds, on whichever providers. */
export interface Leak {
  readonly consumer: string;
  /** The host that it was on. */
  readonly host: string;
  readonly held: Amounts;
}

/** What the scenario knows of itself that may show why something failed. */
export class Evidence {
  readonly #scenario: Scenario;
  #heldBefore: ReadonlySet<string> = new Set();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Why a server that is gone, or has left the host, probably still holds that. */
  causeOfLeak(consumer: string, host: string, held: Amounts): Cause | undefined {
    return likelyCause(this.#cluesOfLeak(consumer, host, held));
  }

  /** Why servers that are gone hold what they hold, by the UUIDs of their consumers; undefined where it could be for several reasons. */
  causeOfLeaks(leaks: readonly Leak[]): Cause | undefined {
    return theOnly(leaks.map(({ consumer, host, held }) => this.causeOfLeak(consumer, host, held)));
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
    const taken = consumerTakenFrom(this.#lastAct());
    const before = this.#scenario.notes
      .servers()
      .flatMap(({ uuid, host, flavor }) =>
        uuid === taken && host !== undefined && this.#heldBefore.has(uuid)
          ? [{ consumer: uuid, host, held: flavor }]
          : [],
      );
    return this.causeOfLeaks([...before, ...(await this.#leaksOfDeleted())]);
  }

  /** Why a volume is probably still held for a server. */
  async causeOfHeldVolume(attachments: readonly Pick<Attachment, 'id' | 'serverId'>[]): Promise<Cause | undefined> {
    const { notes, cloud } = this.#scenario;
    const freed = await cloud.control.effects?.read();
    return theOnly(
      attachments.map(({ id, serverId = '' }) => {
        const server = notes.servers().find(({ uuid }) => uuid === serverId);
        if (server === undefined) return undefined;
        const isDeleted = notes.deletionOf(serverId) !== undefined;
        const request = this.#deleteOf(serverId);
        const asked = freed?.some(({ neighbour, path }) => neighbour === 'Cinder' && path.endsWith(`/${id}`));
        return likelyCause([
          'a volume is still held for a server',
          ...clues(isDeleted, 'its server was deleted'),
          ...clues(!isDeleted && this.#wasGivenUp(serverId), 'its build was given up'),
          ...clues(notes.hasLeft(serverId), 'its server was offloaded'),
          ...clues(server.status === 'ERROR' && server.host === undefined, 'its server had found no host'),
          ...clues(server.progress === 'on no host yet', 'no host had begun to build its server'),
          ...clues(asked === true, 'Nova asked Cinder to give it back'),
          ...clues(asked === false, 'Nova did not ask Cinder to give it back'),
          ...(request === undefined ? [] : this.#cluesOfTrouble(request)),
        ]);
      }),
    );
  }

  /** Why the image that a server was shelved in is probably still there. */
  async causeOfLeftImage(image: string, server: string): Promise<Cause | undefined> {
    const { effects } = this.#scenario.cloud.control;
    const request = this.#deleteOf(server);
    if (request === undefined || this.#scenario.notes.deletionOf(server) === undefined) return undefined;
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
    return this.#scenario.transcript.exchanges().findLast((exchange) => deletedBy(exchange) === server);
  }

  /** Who alone failed Nova when the request was sent. */
  #cluesOfTrouble(exchange: Exchange): readonly Clue[] {
    const [alone, ...others] = [...this.#scenario.troubles.during(exchange).keys()];
    return [
      ...clues(alone === 'Cinder' && others.length === 0, 'only Cinder failed Nova'),
      ...clues(alone === 'Glance' && others.length === 0, 'only Glance failed Nova'),
    ];
  }

  async #leaksOfDeleted(): Promise<readonly Leak[]> {
    const { notes, people } = this.#scenario;
    const deleted = notes.servers().filter(({ uuid }) => notes.deletionOf(uuid) !== undefined);
    const leaks = await Promise.all(
      deleted.map(async ({ uuid, host }) => {
        if (host === undefined) return [];
        const { allocations } = await people.background.placement.allocations.get(uuid);
        const held = [...resourcesOf(allocations).values()];
        return held.length > 0 ? [{ consumer: uuid, host, held: sumOf(held) }] : [];
      }),
    );
    return leaks.flat();
  }

  #cluesOfLeak(consumer: string, host: string, held: Amounts): readonly Clue[] {
    const { leaks, notes, troubles } = this.#scenario;
    if (leaks.isPlanted(consumer)) return ['an allocation is left', 'somebody wrote it onto a running host'];
    const deletion = notes.deletionOf(consumer);
    if (deletion === undefined) {
      if (notes.isLeaving(consumer)) return ['an allocation is left', 'its server has left the host'];
      return this.#wasGivenUp(consumer) ? ['an allocation is left', 'its build was given up'] : [];
    }
    const server = notes.servers().find(({ uuid }) => uuid === consumer);
    const request = this.#deleteOf(consumer);
    const trouble = request === undefined ? undefined : troubles.during(request).get('Placement')?.kind;
    return [
      'an allocation is left',
      deletion.hostWas === 'down' ? 'the API deleted its server' : 'the host deleted its server',
      ...clues(server !== undefined && !sameAmounts(held, server.flavor), 'only a part of it is left'),
      ...clues(server?.progress === 'on no host yet', 'no host had begun to build its server'),
      ...clues(notes.hasStartedSinceDeletion(host), 'the host has started since'),
      ...clues(notes.isForcedDown(host), 'it is forced down'),
      ...clues(trouble === 'refuse', 'Placement refused connections of Nova'),
      ...clues(trouble === 'answer' || trouble === 'hang', 'Placement failed Nova'),
    ];
  }

  #wasGivenUp(consumer: string): boolean {
    const server = this.#scenario.notes.servers().find(({ uuid }) => uuid === consumer);
    return server?.status === 'ERROR' && server.host === undefined;
  }

  #cluesOfRefusal({ exchange, status, faultMessage = '' }: UnexpectedAnswer): readonly Clue[] {
    const server = this.#scenario.notes.servers().find(({ uuid }) => uuid === deletedBy(exchange));
    if (server === undefined || !this.#isDeletedByApi(server)) return [];
    const troubles = this.#scenario.troubles.during(exchange);
    return [
      'a local delete was refused',
      ...clues(status === 409, 'it was answered 409'),
      ...clues(status === 500, 'it was answered 500'),
      ...clues(troubles.get('Placement')?.kind === 'refuse', 'Placement refused connections of Nova'),
      ...this.#cluesOfTrouble(exchange),
      ...namesOfErrors.filter(([, pattern]) => pattern.test(faultMessage)).map(([clue]) => clue),
    ];
  }

  #isDeletedByApi({ host, progress }: KnownServer): boolean {
    return host === undefined || progress === 'on no host yet' || this.#scenario.notes.isDown(host);
  }

  #lastAct(): Exchange | undefined {
    const acts = this.#scenario.transcript.exchanges();
    return acts.findLast(({ person, service }) => person !== 'auditor' && service !== 'identity');
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
