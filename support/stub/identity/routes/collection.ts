import { jsonResponse } from '../../http/errors';
import type { IdentityCall } from '../requests';

/** A list as Keystone shows it: under its name, with links; it is never paged. */
export function collection(call: IdentityCall, name: string, items: readonly object[]): Response {
  const { search } = new URL(call.req.url);
  const links = { self: `${call.env.publicUrl}${call.req.path}${search}`, previous: null, next: null };
  return jsonResponse(200, { [name]: items, links }, { vary: 'X-Auth-Token' });
}
