import type { Route } from '../../http/call';
import { keystoneErrors } from '../../http/dialects/keystone-dialect';
import { jsonResponse } from '../../http/errors';
import { region } from '../catalog-service';
import type { IdentityService } from '../keystone';
import { requireAdmin } from '../policy';
import { callerToken, type IdentityCall } from '../requests';
import { catalogOf, identityViews } from '../views';
import { replyCollection } from './keystone-lists';

/** What there is to sign in to (`keystone/api/auth.py`; reference D.1). */
export const catalogRoutes: readonly Route<IdentityService>[] = [
  { method: 'GET', path: '/v3/auth/catalog', handle: catalog },
  { method: 'GET', path: '/v3/auth/projects', handle: ownProjects },
  { method: 'GET', path: '/v3/services', handle: services },
  { method: 'GET', path: '/v3/endpoints', handle: endpoints },
  { method: 'GET', path: '/v3/regions', handle: regions },
];

function catalog(call: IdentityCall): Response {
  const token = callerToken(call);
  if (token.scope.kind !== 'project') {
    throw keystoneErrors.forbidden('A project-scoped token is required to produce a service catalog.');
  }
  const links = { self: `${call.env.publicUrl}/v3/auth/catalog` };
  return jsonResponse(200, { catalog: catalogOf(token, call.env), links });
}

function ownProjects(call: IdentityCall): Response {
  const token = callerToken(call);
  const { store } = call.env;
  const own = store.projects.all().filter(({ id }) => store.rolesIn(token.userId, id).length > 0);
  const items = own.map((project) => identityViews.project(project, call.env));
  return replyCollection(call, { name: 'projects', items, unknown: 'ignored' });
}

function services(call: IdentityCall): Response {
  const token = requireAdmin(call, 'identity:list_services');
  const items = catalogOf(token, call.env).map(({ id, type, name }) => ({ id, type, name, enabled: true }));
  return replyCollection(call, {
    name: 'services',
    items,
    filters: { name: 'text', type: 'text' },
    unknown: 'ignored',
  });
}

function endpoints(call: IdentityCall): Response {
  const token = requireAdmin(call, 'identity:list_endpoints');
  const items = catalogOf(token, call.env).flatMap((service) =>
    Array.isArray(service['endpoints'])
      ? service['endpoints'].map((endpoint: object) => ({ ...endpoint, service_id: service['id'], enabled: true }))
      : [],
  );
  const filters = { interface: ['admin', 'internal', 'public'], service_id: 'text', region_id: 'text' } as const;
  return replyCollection(call, { name: 'endpoints', items, filters, unknown: 'refused' });
}

function regions(call: IdentityCall): Response {
  callerToken(call);
  const items = [{ id: region, description: '', parent_region_id: null }];
  return replyCollection(call, { name: 'regions', items, filters: { parent_region_id: 'text' }, unknown: 'ignored' });
}
