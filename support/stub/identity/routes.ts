import type { Route } from '../http/call';
import { jsonResponse } from '../http/errors';
import type { IdentityService } from './keystone';
import type { IdentityCall } from './requests';
import { applicationCredentialRoutes } from './routes/application-credential-routes';
import { catalogRoutes } from './routes/catalog-routes';
import { directoryRoutes } from './routes/directory-routes';
import { tokenRoutes } from './routes/token-routes';

/** All that Keystone answers to, as far as a cloud's clients need it (reference D.1). */
export const identityRoutes: readonly Route<IdentityService>[] = [
  { method: 'GET', path: '/', handle: versions },
  { method: 'GET', path: '/v3', handle: (call) => jsonResponse(200, { version: version(call) }) },
  { method: 'GET', path: '/v3/', handle: (call) => jsonResponse(200, { version: version(call) }) },
  ...tokenRoutes,
  ...catalogRoutes,
  ...applicationCredentialRoutes,
  ...directoryRoutes,
];

function versions(call: IdentityCall): Response {
  return jsonResponse(300, { versions: { values: [version(call)] } }, { location: `${call.env.publicUrl}/v3/` });
}

function version(call: IdentityCall) {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${call.env.publicUrl}/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}
