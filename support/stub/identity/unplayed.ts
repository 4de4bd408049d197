import { keystoneErrors } from '../http/dialects/keystone-dialect';
import { type FoundRoute, nameOf } from '../http/known-routes';
import { entryOf } from '../http/lookup';
import { NotPlayed } from '../http/not-played';
import { requireAdmin } from './policy';
import { callerToken, type IdentityCall } from './requests';
import { defaultDomain } from './store';

/**
 * What becomes of a request that Keystone knows and the embedded cloud does not play: 401 without a token, 403 by the policy,
 * 404 for who or what is not there, as Keystone has it, and then 501.
 */
export function refuseUnplayed(call: IdentityCall, { route, parameters }: FoundRoute): never {
  const [rule = '', name = ''] = route.policy.split(' ');
  if (rule !== 'public') callerToken(call);
  const user = parameters.get('user');
  if (rule === 'admin') requireAdmin(call, `identity:${name}`);
  if (rule === 'self') requireAdmin(call, `identity:${name}`, ({ userId }) => userId === user);
  for (const [kind, id] of parameters) {
    const isThere = entryOf(directories, kind)?.(call, id) ?? true;
    if (!isThere) throw keystoneErrors.notFound(kind, id);
  }
  throw new NotPlayed(nameOf({ method: route.method, path: `/v3${route.path}` }));
}

/** Those of a path who or which exist in the embedded cloud. */
const directories: Readonly<Record<string, (call: IdentityCall, id: string) => boolean>> = {
  user: ({ env: { store } }, id) => store.users.get(id) !== undefined,
  project: ({ env: { store } }, id) => store.projects.get(id) !== undefined,
  role: ({ env: { store } }, id) => store.roles.get(id) !== undefined,
  domain: (_call, id) => id === defaultDomain.id,
};
