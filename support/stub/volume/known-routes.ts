import { type KnownRoute, KnownRoutes, type RouteTable, routesOf } from '../http/known-routes';

const transfers = (path: string): RouteTable => ({
  [path]: { GET: 'reader volume:get_all_transfers', POST: 'member volume:create_transfer' },
  [`${path}/detail`]: { GET: 'reader volume:get_all_transfers' },
  [`${path}/:id`]: { GET: 'reader volume:get_transfer', DELETE: 'member volume:delete_transfer' },
  [`${path}/:id/accept`]: { POST: 'member volume:accept_transfer' },
});

/**
 * What Cinder answers to at the microversions of the played releases: who may use each route, and the policy that says so
 * (`cinder/policies/`, `cinder/api/v3/router.py`).
 */
const current = routesOf({
  '/volumes': { GET: 'reader volume:get_all', POST: 'member volume:create' },
  '/volumes/detail': { GET: 'reader volume:get_all' },
  '/volumes/:volume': { GET: 'reader volume:get', PUT: 'member volume:update', DELETE: 'member volume:delete' },
  '/volumes/:volume/action': { POST: 'reader volume:get' },
  '/volumes/:volume/encryption': { GET: 'reader volume_extension:volume_encryption_metadata' },
  '/volumes/:volume/encryption/:key': { GET: 'reader volume_extension:volume_encryption_metadata' },
  '/volumes/:volume/metadata': {
    GET: 'reader volume:get_volume_metadata',
    POST: 'member volume:create_volume_metadata',
    PUT: 'member volume:update_volume_metadata',
  },
  '/volumes/:volume/metadata/:key': {
    GET: 'reader volume:get_volume_metadata',
    PUT: 'member volume:update_volume_metadata',
    DELETE: 'member volume:delete_volume_metadata',
  },
  '/types': { GET: 'reader volume_extension:type_get_all', POST: 'admin volume_extension:type_create' },
  '/types/:type': {
    GET: 'reader volume_extension:type_get',
    PUT: 'admin volume_extension:type_update',
    DELETE: 'admin volume_extension:type_delete',
  },
  '/types/:type/action': { POST: 'admin volume_extension:volume_type_access:addProjectAccess' },
  '/types/:type/encryption': {
    GET: 'admin volume_extension:volume_type_encryption:get',
    POST: 'admin volume_extension:volume_type_encryption:create',
  },
  '/types/:type/encryption/:key': {
    GET: 'admin volume_extension:volume_type_encryption:get',
    PUT: 'admin volume_extension:volume_type_encryption:update',
    DELETE: 'admin volume_extension:volume_type_encryption:delete',
  },
  '/types/:type/extra_specs': {
    GET: 'reader volume_extension:types_extra_specs:index',
    POST: 'admin volume_extension:types_extra_specs:create',
  },
  '/types/:type/extra_specs/:key': {
    GET: 'reader volume_extension:types_extra_specs:show',
    PUT: 'admin volume_extension:types_extra_specs:update',
    DELETE: 'admin volume_extension:types_extra_specs:delete',
  },
  '/types/:type/os-volume-type-access': { GET: 'admin volume_extension:volume_type_access:get_all_for_type' },
  '/snapshots': { GET: 'reader volume:get_all_snapshots', POST: 'member volume:create_snapshot' },
  '/snapshots/detail': { GET: 'reader volume:get_all_snapshots' },
  '/snapshots/:id': {
    GET: 'reader volume:get_snapshot',
    PUT: 'member volume:update_snapshot',
    DELETE: 'member volume:delete_snapshot',
  },
  '/snapshots/:id/action': { POST: 'member snapshot_extension:snapshot_actions:update_snapshot_status' },
  '/snapshots/:id/metadata': {
    GET: 'reader volume:get_snapshot_metadata',
    POST: 'member volume:update_snapshot_metadata',
    PUT: 'member volume:update_snapshot_metadata',
  },
  '/snapshots/:id/metadata/:key': {
    GET: 'reader volume:get_snapshot_metadata',
    PUT: 'member volume:update_snapshot_metadata',
    DELETE: 'member volume:delete_snapshot_metadata',
  },
  '/backups': { GET: 'reader backup:get_all', POST: 'member backup:create' },
  '/backups/detail': { GET: 'reader backup:get_all' },
  '/backups/import_record': { POST: 'admin backup:backup-import' },
  '/backups/:id': { GET: 'reader backup:get', DELETE: 'member backup:delete' },
  '/backups/:id/action': { POST: 'admin volume_extension:backup_admin_actions:reset_status' },
  '/backups/:id/export_record': { GET: 'admin backup:export-import' },
  '/backups/:id/restore': { POST: 'member backup:restore' },
  ...transfers('/os-volume-transfer'),
  '/capabilities/:host': { GET: 'admin volume_extension:capabilities' },
  '/consistencygroups': { GET: 'reader group:get_all', POST: 'member group:create' },
  '/consistencygroups/detail': { GET: 'reader group:get_all' },
  '/consistencygroups/create_from_src': { POST: 'member group:create' },
  '/consistencygroups/:id': { GET: 'reader group:get' },
  '/consistencygroups/:id/delete': { POST: 'member group:delete' },
  '/consistencygroups/:id/update': { PUT: 'member group:update' },
  '/cgsnapshots': { GET: 'reader group:get_all_group_snapshots', POST: 'member group:create_group_snapshot' },
  '/cgsnapshots/detail': { GET: 'reader group:get_all_group_snapshots' },
  '/cgsnapshots/:id': { GET: 'reader group:get_group_snapshot', DELETE: 'member group:delete_group_snapshot' },
  '/extensions': { GET: 'reader extensions' },
  '/extensions/:alias': { GET: 'reader extensions' },
  '/limits': { GET: 'reader limits_extension:used_limits' },
  '/os-availability-zone': { GET: 'reader availability_zones' },
  '/os-hosts': { GET: 'admin volume_extension:hosts' },
  '/os-hosts/:host': { GET: 'admin volume_extension:hosts', PUT: 'admin volume_extension:hosts' },
  '/os-quota-class-sets/:class': {
    GET: 'admin volume_extension:quota_classes:get',
    PUT: 'admin volume_extension:quota_classes:update',
  },
  '/os-quota-sets/:target': {
    GET: 'reader volume_extension:quotas:show',
    PUT: 'admin volume_extension:quotas:update',
    DELETE: 'admin volume_extension:quotas:delete',
  },
  '/os-quota-sets/:target/defaults': { GET: 'reader volume_extension:quotas:show' },
  '/os-services': { GET: 'admin volume_extension:services:index' },
  '/os-services/:action': { PUT: 'admin volume_extension:services:update' },
  '/os-snapshot-manage': {
    GET: 'admin snapshot_extension:list_manageable',
    POST: 'admin snapshot_extension:snapshot_manage',
  },
  '/os-volume-manage': { GET: 'admin volume_extension:list_manageable', POST: 'admin volume_extension:volume_manage' },
  '/qos-specs': {
    GET: 'admin volume_extension:qos_specs_manage:get_all',
    POST: 'admin volume_extension:qos_specs_manage:create',
  },
  '/qos-specs/:id': {
    GET: 'admin volume_extension:qos_specs_manage:get',
    PUT: 'admin volume_extension:qos_specs_manage:update',
    DELETE: 'admin volume_extension:qos_specs_manage:delete',
  },
  '/qos-specs/:id/associate': { GET: 'admin volume_extension:qos_specs_manage:update' },
  '/qos-specs/:id/associations': { GET: 'admin volume_extension:qos_specs_manage:get_all' },
  '/qos-specs/:id/delete_keys': { PUT: 'admin volume_extension:qos_specs_manage:delete' },
  '/qos-specs/:id/disassociate': { GET: 'admin volume_extension:qos_specs_manage:update' },
  '/qos-specs/:id/disassociate_all': { GET: 'admin volume_extension:qos_specs_manage:update' },
  '/scheduler-stats/get_pools': { GET: 'admin scheduler_extension:scheduler_stats:get_pools' },
});

const attachments = routesOf(
  {
    '/attachments': { GET: 'reader volume:attachment_get_all', POST: 'member volume:attachment_create' },
    '/attachments/detail': { GET: 'reader volume:attachment_get_all' },
    '/attachments/:attachment': {
      GET: 'reader volume:attachment_get',
      PUT: 'member volume:attachment_update',
      DELETE: 'member volume:attachment_delete',
    },
  },
  { since: '3.27' },
);

/** What came with a microversion. */
const later: readonly KnownRoute[] = [
  ...routesOf({ '/messages': { GET: 'reader message:get_all' } }, { since: '3.3' }),
  ...routesOf({ '/messages/:id': { GET: 'reader message:get', DELETE: 'member message:delete' } }, { since: '3.3' }),
  ...routesOf(
    {
      '/clusters': { GET: 'admin clusters:get_all' },
      '/clusters/detail': { GET: 'admin clusters:get_all' },
      '/clusters/:id': { GET: 'admin clusters:get', PUT: 'admin clusters:update' },
    },
    { since: '3.7' },
  ),
  ...routesOf(
    {
      '/manageable_snapshots': {
        GET: 'admin snapshot_extension:list_manageable',
        POST: 'admin snapshot_extension:snapshot_manage',
      },
      '/manageable_snapshots/detail': { GET: 'admin snapshot_extension:list_manageable' },
      '/manageable_volumes': {
        GET: 'admin volume_extension:list_manageable',
        POST: 'admin volume_extension:volume_manage',
      },
      '/manageable_volumes/detail': { GET: 'admin volume_extension:list_manageable' },
    },
    { since: '3.8' },
  ),
  ...routesOf({ '/backups/:id': { PUT: 'member backup:update' } }, { since: '3.9' }),
  ...routesOf(
    {
      '/group_types': { GET: 'reader group:group_types:get_all', POST: 'admin group:group_types:create' },
      '/group_types/:id': {
        GET: 'reader group:group_types:get',
        PUT: 'admin group:group_types:update',
        DELETE: 'admin group:group_types:delete',
      },
      '/group_types/:id/group_specs': {
        GET: 'admin group:group_types_specs:get_all',
        POST: 'admin group:group_types_specs:create',
      },
      '/group_types/:id/group_specs/:key': {
        GET: 'admin group:group_types_specs:get',
        PUT: 'admin group:group_types_specs:update',
        DELETE: 'admin group:group_types_specs:delete',
      },
    },
    { since: '3.11' },
  ),
  ...routesOf({ '/volumes/summary': { GET: 'reader volume:get_all' } }, { since: '3.12' }),
  ...routesOf(
    {
      '/groups': { GET: 'reader group:get_all', POST: 'member group:create' },
      '/groups/detail': { GET: 'reader group:get_all' },
      '/groups/:id': { GET: 'reader group:get', PUT: 'member group:update' },
      '/groups/:id/action': { POST: 'member group:delete' },
    },
    { since: '3.13' },
  ),
  ...routesOf(
    {
      '/group_snapshots': { GET: 'reader group:get_all_group_snapshots', POST: 'member group:create_group_snapshot' },
      '/group_snapshots/detail': { GET: 'reader group:get_all_group_snapshots' },
      '/group_snapshots/:id': {
        GET: 'reader group:get_group_snapshot',
        PUT: 'member group:update_group_snapshot',
        DELETE: 'member group:delete_group_snapshot',
      },
      '/group_snapshots/:id/action': { POST: 'admin group:reset_group_snapshot_status' },
    },
    { since: '3.14' },
  ),
  ...routesOf({ '/workers/cleanup': { POST: 'admin workers:cleanup' } }, { since: '3.24' }),
  ...attachments,
  ...routesOf({ '/resource_filters': { GET: 'reader resource_filters' } }, { since: '3.33' }),
  ...routesOf({ '/attachments/:attachment/action': { POST: 'member volume:attachment_complete' } }, { since: '3.44' }),
  ...routesOf(transfers('/volume-transfers'), { since: '3.55' }),
  ...routesOf(
    {
      '/default-types': { GET: 'admin volume_extension:default_get_all' },
      '/default-types/:target': {
        GET: 'admin volume_extension:default_get',
        PUT: 'admin volume_extension:default_set_or_update',
        DELETE: 'admin volume_extension:default_unset',
      },
    },
    { since: '3.62' },
  ),
];

/** The actions of a volume that Cinder knows, and who may use each. */
export const volumeActions: Readonly<Record<string, { readonly policy: string; readonly since?: string }>> = {
  'os-attach': { policy: 'member volume_extension:volume_actions:attach' },
  'os-begin_detaching': { policy: 'member volume_extension:volume_actions:begin_detaching' },
  'os-detach': { policy: 'member volume_extension:volume_actions:detach' },
  'os-extend': { policy: 'member volume:extend' },
  'os-extend_volume_completion': {
    policy: 'admin volume_extension:volume_admin_actions:extend_volume_completion',
    since: '3.71',
  },
  'os-force_delete': { policy: 'admin volume_extension:volume_admin_actions:force_delete' },
  'os-force_detach': { policy: 'admin volume_extension:volume_admin_actions:force_detach' },
  'os-initialize_connection': { policy: 'member volume_extension:volume_actions:initialize_connection' },
  'os-migrate_volume': { policy: 'admin volume_extension:volume_admin_actions:migrate_volume' },
  'os-migrate_volume_completion': {
    policy: 'admin volume_extension:volume_admin_actions:migrate_volume_completion',
  },
  'os-reimage': { policy: 'member volume:reimage', since: '3.68' },
  'os-reserve': { policy: 'member volume_extension:volume_actions:reserve' },
  'os-reset_status': { policy: 'admin volume_extension:volume_admin_actions:reset_status' },
  'os-retype': { policy: 'member volume:retype' },
  'os-roll_detaching': { policy: 'member volume_extension:volume_actions:roll_detaching' },
  'os-set_bootable': { policy: 'member volume:update' },
  'os-set_image_metadata': { policy: 'member volume_extension:volume_image_metadata:set' },
  'os-show_image_metadata': { policy: 'reader volume:get_volume_metadata' },
  'os-terminate_connection': { policy: 'member volume_extension:volume_actions:terminate_connection' },
  'os-unmanage': { policy: 'admin volume_extension:volume_unmanage' },
  'os-unreserve': { policy: 'member volume_extension:volume_actions:unreserve' },
  'os-unset_image_metadata': { policy: 'member volume_extension:volume_image_metadata:remove' },
  'os-update_readonly_flag': { policy: 'member volume:update_readonly_flag' },
  'os-volume_upload_image': { policy: 'member volume_extension:volume_actions:upload_image' },
  revert: { policy: 'member volume:revert_to_snapshot', since: '3.40' },
};

/** All routes that Cinder knows. */
export const knownRoutes = new KnownRoutes([...current, ...later]);
