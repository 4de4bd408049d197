import { isRecord } from './decode';

const longest = 400;

/**
 * The service's own words out of an error body, on one line: Nova, Cinder and Keystone (`{"<name>": {"message"}}`),
 * Placement (`{"errors": [{"detail"}]}`), Neutron (`{"NeutronError": {"message"}}`), Glance (`{"message"}`, HTML or
 * text), and whatever a load balancer writes (reference D.1 to D.6). Undefined where there are none.
 */
export function faultMessageOf(body: unknown): string | undefined {
  const words = typeof body === 'string' ? withoutMarkup(body) : wordsIn(body);
  const line = words?.replace(/\s+/g, ' ').trim();
  if (line === undefined || line === '') return undefined;
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function wordsIn(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  if (typeof body['message'] === 'string') return body['message'];
  if (Array.isArray(body['errors'])) return body['errors'].map(detailOf).join('; ');
  return Object.values(body).map(innerMessage).find(isText);
}

function innerMessage(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return undefined;
  return [value['message'], value['detail']].find(isText);
}

function detailOf(value: unknown): string {
  if (!isRecord(value)) return '';
  return [value['detail'], value['title']].find(isText) ?? '';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function withoutMarkup(page: string): string {
  if (!page.trimStart().startsWith('<')) return page;
  const body = page.slice(Math.max(page.search(/<\/head>/i), 0));
  return body.replace(/<(script|style)[^>]*>.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ');
}
