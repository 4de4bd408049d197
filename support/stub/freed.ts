import { saidBeside } from './http/texts';

/** True for a DELETE, and for allocations that are replaced by none. */
export function takesAway(request: Request): boolean {
  if (request.method === 'DELETE') return true;
  const text = saidBeside(request);
  const isAboutAllocations = /\/allocations(\/|$)/.test(new URL(request.url).pathname);
  return request.method !== 'GET' && isAboutAllocations && text !== undefined && isOfNothing(JSON.parse(text));
}

/** `PUT /allocations/{consumer}` says it of one consumer, `POST /allocations` of each of several. */
function isOfNothing(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  if ('allocations' in body) return isEmpty(body.allocations);
  const consumers: readonly unknown[] = Object.values(body);
  return consumers.length > 0 && consumers.every(isOfNothing);
}

function isEmpty(allocations: unknown): boolean {
  return typeof allocations === 'object' && allocations !== null && Object.keys(allocations).length === 0;
}
