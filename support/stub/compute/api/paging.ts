import { novaErrors } from '../../http/dialects/nova-dialect';
import type { ComputeCall } from '../nova';
import { invalidParameter, lastOf } from './query';
import type { Query } from './requests';

/** One page of a collection. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The link to the next page; undefined on the last one. */
  readonly next: readonly { rel: 'next'; href: string }[] | undefined;
}

/** `[api] max_limit`. */
const maxLimit = 1000;

/**
 * The page that `limit` and `marker` ask for; a full page links to the next one. Throws 400 for a bad limit and for a
 * marker that `idOf` finds nowhere (reference D.2).
 */
export function paginate<Item>(
  call: ComputeCall,
  items: readonly Item[],
  idOf: (item: Item) => string,
  collection: string,
): Page<Item> {
  const query = new URL(call.req.url).searchParams;
  const limitText = query.getAll('limit').at(-1);
  const marker = query.getAll('marker').at(-1) ?? '';
  const limit = readLimit(limitText);
  const start = marker === '' ? 0 : items.findIndex((item) => idOf(item) === marker) + 1;
  if (marker !== '' && start === 0) throw novaErrors.badRequest(`marker [${marker}] not found`);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  const isFull = last !== undefined && page.length === limit && limitText !== undefined;
  return { items: page, next: isFull ? [nextLink(call, collection, idOf(last))] : undefined };
}

/** The part of a list that `limit` and `offset` ask for. Throws 400 (`common.py:limited`). */
export function limited<Item>(items: readonly Item[], query: Query): readonly Item[] {
  const offset = lastOf(query, 'offset');
  if (offset !== undefined && !/^\d+$/.test(offset))
    throw invalidParameter('offset', offset, "does not match '^[0-9]*$'");
  const start = Number(offset ?? 0);
  return items.slice(start, start + readLimit(lastOf(query, 'limit')));
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return maxLimit;
  if (text === '') throw invalidParameter('limit', text, 'is too short');
  if (!/^\d+$/.test(text)) throw invalidParameter('limit', text, "does not match '^[0-9]*$'");
  return Math.min(Number(text), maxLimit);
}

function nextLink(call: ComputeCall, collection: string, marker: string): { rel: 'next'; href: string } {
  const query = new URL(call.req.url).searchParams;
  query.set('marker', marker);
  return { rel: 'next', href: `${call.env.publicUrl}/v2.1/${collection}?${query.toString()}` };
}

/** A query's time in milliseconds since 1970; UTC when it names no zone. Throws 400. */
export function readTime(name: string, text: string): number {
  const isZoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const at = Date.parse(isZoned ? text : `${text}Z`);
  if (!Number.isNaN(at)) return at;
  throw invalidParameter(name, text, "is not a 'date-time'");
}
