import type { UnexpectedAnswer } from '../../api/api-errors';
import type { Exchange } from '../../api/exchange';
import { clues, type Clue } from '../../books/causes';

/** What the text of an error names that Nova or Placement has answered with. */
export function cluesOfText({ faultMessage = '' }: Pick<UnexpectedAnswer, 'faultMessage'>): readonly Clue[] {
  return namesOfErrors.filter(([, pattern]) => pattern.test(faultMessage)).map(([clue]) => clue);
}

/** The server that somebody asked to be deleted by the request; undefined when it is about something else. */
export function deletedBy({ method, route, path, requestBody }: Exchange): string | undefined {
  const [, server] = /^\/servers\/([^/?]+)/.exec(path) ?? [];
  if (method === 'DELETE' && route === '/servers/{server}') return server;
  const isForced = isObject(requestBody) && 'forceDelete' in requestBody;
  return method === 'POST' && isForced ? server : undefined;
}

/** The server from which the request wanted a volume detached; undefined when it is about something else. */
export function detachedBy({ method, path }: Exchange): string | undefined {
  return method === 'DELETE' ? /^\/servers\/([^/?]+)\/os-volume_attachments\//.exec(path)?.[1] : undefined;
}

/** The consumer from which the request took all; undefined when it is about something else, or was refused. */
export function consumerTakenFrom(exchange: Exchange | undefined): string | undefined {
  return exchange?.method === 'DELETE' && isDone(exchange) ? consumerOf(exchange) : undefined;
}

/** The consumer that the request was refused to write anew, as if nobody knew it yet; undefined when it is about something else. */
export function consumerNotWritten({ exchange, status, faultMessage = '' }: UnexpectedAnswer): string | undefined {
  const isAboutGeneration = status === 409 && /consumer generation conflict/.test(faultMessage);
  return isAboutGeneration && generationIn(exchange) === null ? consumerOf(exchange) : undefined;
}

/** What shows of a request that wrote an allocation and was accepted, by those before it. */
export function cluesOfWriting(exchange: Exchange, before: readonly Exchange[]): readonly Clue[] {
  const consumer = exchange.method === 'PUT' && isDone(exchange) ? consumerOf(exchange) : undefined;
  if (consumer === undefined) return [];
  const generation = generationIn(exchange);
  const isUsed = before.some(
    (each) =>
      each !== exchange &&
      each.method === 'PUT' &&
      isDone(each) &&
      consumerOf(each) === consumer &&
      generationIn(each) === generation,
  );
  return ['an allocation was written', ...clues(isUsed, 'with a generation that had been used already')];
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

function consumerOf({ service, path }: Exchange): string | undefined {
  return service === 'placement' ? /^\/allocations\/([^/?]+)/.exec(path)?.[1] : undefined;
}

function generationIn({ requestBody }: Exchange): unknown {
  return isObject(requestBody) && 'consumer_generation' in requestBody ? requestBody.consumer_generation : undefined;
}

function isDone({ outcome }: Exchange): boolean {
  return outcome.kind === 'answer' && outcome.status === 204;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
