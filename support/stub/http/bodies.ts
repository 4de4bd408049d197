/** The media type of a request, in lower case and without its parameters; empty when the request has none. */
export function mediaType(request: Request): string {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** What came of reading text as JSON. */
export type JsonResult =
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'malformed'; readonly reason: string };

/** Deeper than anybody's document, and less deep than what exhausts those who walk through it. */
const deepest = 500;

/** Reads text as JSON; what is nested more than 500 deep counts as malformed. */
export function readJson(text: string): JsonResult {
  if (text.length > deepest && depthOf(text) > deepest) {
    return { kind: 'malformed', reason: `it is nested more than ${deepest} deep` };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'json', value };
  } catch (error) {
    return { kind: 'malformed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** How deep the brackets of a text are nested, as far as they are no part of a string. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let place: 'outside' | 'in a string' | 'after a backslash' = 'outside';
  for (const character of text) {
    if (place === 'after a backslash') place = 'in a string';
    else if (place === 'in a string') place = afterInString(character);
    else if (character === '"') place = 'in a string';
    else if (character === '[' || character === '{') most = Math.max(most, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return most;
}

function afterInString(character: string) {
  if (character === '\\') return 'after a backslash';
  return character === '"' ? 'outside' : 'in a string';
}

/**
 * A quality-weighted choice between media types, by a request's `Accept`: the offers it allows, best first, those of
 * equal weight in the order given (WebOb's `acceptable_offers`).
 */
export function acceptable(accept: string, offers: readonly string[]): readonly string[] {
  const ranges = accept.split(',').map(readRange);
  const weighed = offers.map((offer) => ({ offer, weight: weightOf(offer, ranges) }));
  return weighed
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ offer }) => offer);
}

interface MediaRange {
  readonly type: string;
  readonly weight: number;
}

function readRange(text: string): MediaRange {
  const [type, ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { type: type ?? '', weight: Number.isNaN(weight) ? 0 : weight };
}

function weightOf(offer: string, ranges: readonly MediaRange[]): number {
  for (const pattern of [offer, `${offer.split('/')[0] ?? ''}/*`, '*/*']) {
    const range = ranges.find(({ type }) => type === pattern);
    if (range !== undefined) return range.weight;
  }
  return 0;
}
