import { type KnownRoute, KnownRoutes, routesOf } from '../../http/known-routes';

/**
 * What Nova answers to at the microversions of the played releases: who may use each route, and the policy that says so
 * (`nova/policies/`, `nova/api/openstack/compute/routes.py`).
 */
const current = routesOf({
  '/extensions': { GET: 'anybody extensions' },
  '/extensions/:alias': { GET: 'anybody extensions' },
  '/flavors': { GET: 'anybody flavors', POST: 'admin os-flavor-manage:create' },
  '/flavors/detail': { GET: 'anybody flavors' },
  '/flavors/:flavor': { GET: 'anybody flavors', DELETE: 'admin os-flavor-manage:delete' },
  '/flavors/:flavor/action': { POST: 'admin os-flavor-access:add_tenant_access' },
  '/flavors/:flavor/os-extra_specs': {
    GET: 'reader os-flavor-extra-specs:index',
    POST: 'admin os-flavor-extra-specs:create',
  },
  '/flavors/:flavor/os-extra_specs/:key': {
    GET: 'reader os-flavor-extra-specs:show',
    PUT: 'admin os-flavor-extra-specs:update',
    DELETE: 'admin os-flavor-extra-specs:delete',
  },
  '/flavors/:flavor/os-flavor-access': { GET: 'admin os-flavor-access' },
  '/limits': { GET: 'anybody limits' },
  '/os-aggregates': { GET: 'admin os-aggregates:index', POST: 'admin os-aggregates:create' },
  '/os-aggregates/:aggregate/action': { POST: 'admin os-aggregates:add_host' },
  '/os-aggregates/:aggregate': {
    GET: 'admin os-aggregates:show',
    PUT: 'admin os-aggregates:update',
    DELETE: 'admin os-aggregates:delete',
  },
  '/os-assisted-volume-snapshots': { POST: 'admin os-assisted-volume-snapshots:create' },
  '/os-assisted-volume-snapshots/:id': { DELETE: 'admin os-assisted-volume-snapshots:delete' },
  '/os-availability-zone': { GET: 'anybody os-availability-zone:list' },
  '/os-availability-zone/detail': { GET: 'admin os-availability-zone:detail' },
  '/os-console-auth-tokens/:token': { GET: 'admin os-console-auth-tokens' },
  '/os-hypervisors': { GET: 'admin os-hypervisors:list' },
  '/os-hypervisors/detail': { GET: 'admin os-hypervisors:list-detail' },
  '/os-hypervisors/:hypervisor': { GET: 'admin os-hypervisors:show' },
  '/os-instance_usage_audit_log': { GET: 'admin os-instance-usage-audit-log:list' },
  '/os-instance_usage_audit_log/:time': { GET: 'admin os-instance-usage-audit-log:show' },
  '/os-keypairs': { GET: 'anybody os-keypairs:index', POST: 'anybody os-keypairs:create' },
  '/os-keypairs/:keypair': { GET: 'anybody os-keypairs:show', DELETE: 'anybody os-keypairs:delete' },
  '/os-migrations': { GET: 'manager os-migrations:index' },
  '/os-quota-class-sets/:class': {
    GET: 'admin os-quota-class-sets:show',
    PUT: 'admin os-quota-class-sets:update',
  },
  '/os-quota-sets/:project': {
    GET: 'reader os-quota-sets:show',
    PUT: 'admin os-quota-sets:update',
    DELETE: 'admin os-quota-sets:delete',
  },
  '/os-quota-sets/:project/defaults': { GET: 'anybody os-quota-sets:defaults' },
  '/os-quota-sets/:project/detail': { GET: 'reader os-quota-sets:detail' },
  '/os-server-external-events': { POST: 'admin os-server-external-events:create' },
  '/os-server-groups': { GET: 'reader os-server-groups:index', POST: 'member os-server-groups:create' },
  '/os-server-groups/:group': { GET: 'reader os-server-groups:show', DELETE: 'member os-server-groups:delete' },
  '/os-services': { GET: 'admin os-services:list' },
  '/os-services/:service': { PUT: 'admin os-services:update', DELETE: 'admin os-services:delete' },
  '/os-simple-tenant-usage': { GET: 'admin os-simple-tenant-usage:list' },
  '/os-simple-tenant-usage/:project': { GET: 'reader os-simple-tenant-usage:show' },
  '/servers': { GET: 'reader servers:index', POST: 'member servers:create' },
  '/servers/detail': { GET: 'reader servers:detail' },
  '/servers/:server': { GET: 'reader servers:show', PUT: 'member servers:update', DELETE: 'member servers:delete' },
  '/servers/:server/action': { POST: 'anybody servers' },
  '/servers/:server/diagnostics': { GET: 'admin os-server-diagnostics' },
  '/servers/:server/ips': { GET: 'reader ips:index' },
  '/servers/:server/ips/:network': { GET: 'reader ips:show' },
  '/servers/:server/metadata': {
    GET: 'reader server-metadata:index',
    POST: 'member server-metadata:create',
    PUT: 'member server-metadata:update_all',
  },
  '/servers/:server/metadata/:key': {
    GET: 'reader server-metadata:show',
    PUT: 'member server-metadata:update',
    DELETE: 'member server-metadata:delete',
  },
  '/servers/:server/os-instance-actions': { GET: 'reader os-instance-actions:list' },
  '/servers/:server/os-instance-actions/:request': { GET: 'reader os-instance-actions:show' },
  '/servers/:server/os-interface': {
    GET: 'reader os-attach-interfaces:list',
    POST: 'member os-attach-interfaces:create',
  },
  '/servers/:server/os-interface/:port': {
    GET: 'reader os-attach-interfaces:show',
    DELETE: 'member os-attach-interfaces:delete',
  },
  '/servers/:server/os-security-groups': { GET: 'reader os-security-groups:list' },
  '/servers/:server/os-server-password': {
    GET: 'reader os-server-password:show',
    DELETE: 'member os-server-password:clear',
  },
  '/servers/:server/os-volume_attachments': {
    GET: 'reader os-volumes-attachments:index',
    POST: 'member os-volumes-attachments:create',
  },
  '/servers/:server/os-volume_attachments/:volume': {
    GET: 'reader os-volumes-attachments:show',
    PUT: 'member os-volumes-attachments:update',
    DELETE: 'member os-volumes-attachments:delete',
  },
});

/** What came with a microversion. */
const later: readonly KnownRoute[] = [
  ...routesOf({ '/servers/:server/remote-consoles': { POST: 'member os-remote-consoles' } }, { since: '2.6' }),
  ...routesOf(
    { '/servers/:server/migrations/:migration/action': { POST: 'admin servers:migrations:force_complete' } },
    { since: '2.22' },
  ),
  ...routesOf(
    {
      '/servers/:server/migrations': { GET: 'admin servers:migrations:index' },
      '/servers/:server/migrations/:migration': { GET: 'admin servers:migrations:show' },
    },
    { since: '2.23' },
  ),
  ...routesOf(
    { '/servers/:server/migrations/:migration': { DELETE: 'admin servers:migrations:delete' } },
    { since: '2.24' },
  ),
  ...routesOf(
    {
      '/servers/:server/tags': {
        GET: 'reader os-server-tags:index',
        PUT: 'member os-server-tags:update_all',
        DELETE: 'member os-server-tags:delete_all',
      },
      '/servers/:server/tags/:tag': {
        GET: 'reader os-server-tags:show',
        PUT: 'member os-server-tags:update',
        DELETE: 'member os-server-tags:delete',
      },
    },
    { since: '2.26' },
  ),
  ...routesOf({ '/flavors/:flavor': { PUT: 'admin os-flavor-manage:update' } }, { since: '2.55' }),
  ...routesOf({ '/servers/:server/topology': { GET: 'reader compute:server:topology:index' } }, { since: '2.78' }),
  ...routesOf({ '/os-aggregates/:aggregate/images': { POST: 'admin compute:aggregates:images' } }, { since: '2.81' }),
  ...routesOf(
    {
      '/servers/:server/shares': { GET: 'reader os-server-shares:index', POST: 'member os-server-shares:create' },
      '/servers/:server/shares/:share': {
        GET: 'reader os-server-shares:show',
        DELETE: 'member os-server-shares:delete',
      },
    },
    { since: '2.97' },
  ),
];

/** What a later microversion took away: mostly what Nova asked others for. */
const former: readonly KnownRoute[] = [
  ...routesOf(
    {
      '/images': { GET: 'anybody images' },
      '/images/detail': { GET: 'anybody images' },
      '/images/:id': { GET: 'anybody images', DELETE: 'anybody images' },
      '/images/:id/metadata': { GET: 'anybody images', POST: 'anybody images', PUT: 'anybody images' },
      '/images/:id/metadata/:key': { GET: 'anybody images', PUT: 'anybody images', DELETE: 'anybody images' },
      '/os-baremetal-nodes': { GET: 'admin os-baremetal-nodes:list' },
      '/os-baremetal-nodes/:id': { GET: 'admin os-baremetal-nodes:show' },
      '/os-floating-ip-pools': { GET: 'anybody os-floating-ip-pools' },
      '/os-floating-ips': { GET: 'reader os-floating-ips:list', POST: 'member os-floating-ips:create' },
      '/os-floating-ips/:id': { GET: 'reader os-floating-ips:show', DELETE: 'member os-floating-ips:delete' },
      '/os-networks': { GET: 'reader os-networks:list' },
      '/os-networks/:id': { GET: 'reader os-networks:show' },
      '/os-security-group-rules': { POST: 'member os-security-groups:rule:create' },
      '/os-security-group-rules/:id': { DELETE: 'member os-security-groups:rule:delete' },
      '/os-security-groups': { GET: 'reader os-security-groups:get', POST: 'member os-security-groups:create' },
      '/os-security-groups/:id': {
        GET: 'reader os-security-groups:show',
        PUT: 'member os-security-groups:update',
        DELETE: 'member os-security-groups:delete',
      },
      '/os-snapshots': { GET: 'reader os-volumes:snapshots:list', POST: 'member os-volumes:snapshots:create' },
      '/os-snapshots/detail': { GET: 'reader os-volumes:snapshots:detail' },
      '/os-snapshots/:id': { GET: 'reader os-volumes:snapshots:show', DELETE: 'member os-volumes:snapshots:delete' },
      '/os-tenant-networks': { GET: 'reader os-tenant-networks:list' },
      '/os-tenant-networks/:id': { GET: 'reader os-tenant-networks:show' },
      '/os-volumes': { GET: 'reader os-volumes:list', POST: 'member os-volumes:create' },
      '/os-volumes/detail': { GET: 'reader os-volumes:detail' },
      '/os-volumes/:id': { GET: 'reader os-volumes:show', DELETE: 'member os-volumes:delete' },
    },
    { until: '2.35' },
  ),
  ...routesOf(
    {
      '/os-hosts': { GET: 'admin os-hosts:list' },
      '/os-hosts/:host': { GET: 'admin os-hosts:show', PUT: 'admin os-hosts:update' },
      '/os-hosts/:host/reboot': { GET: 'admin os-hosts:reboot' },
      '/os-hosts/:host/shutdown': { GET: 'admin os-hosts:shutdown' },
      '/os-hosts/:host/startup': { GET: 'admin os-hosts:start' },
    },
    { until: '2.42' },
  ),
  ...routesOf(
    {
      '/os-hypervisors/:pattern/search': { GET: 'admin os-hypervisors:search' },
      '/os-hypervisors/:pattern/servers': { GET: 'admin os-hypervisors:servers' },
    },
    { until: '2.52' },
  ),
  ...routesOf(
    {
      '/os-hypervisors/statistics': { GET: 'admin os-hypervisors:statistics' },
      '/os-hypervisors/:hypervisor/uptime': { GET: 'admin os-hypervisors:uptime' },
    },
    { until: '2.87' },
  ),
  ...routesOf(
    {
      '/os-volumes_boot': { GET: 'reader servers:index', POST: 'member servers:create' },
      '/os-volumes_boot/detail': { GET: 'reader servers:detail' },
      '/os-volumes_boot/:server': { GET: 'reader servers:show', DELETE: 'member servers:delete' },
    },
    { until: '2.102' },
  ),
];

/** Answered 410, whatever the microversion. */
const gone = routesOf({
  '/os-agents': { GET: 'gone', POST: 'gone' },
  '/os-agents/:id': { PUT: 'gone', DELETE: 'gone' },
  '/os-cells': { GET: 'gone', POST: 'gone' },
  '/os-cells/:id': { GET: 'gone', PUT: 'gone', DELETE: 'gone' },
  '/os-certificates': { POST: 'gone' },
  '/os-certificates/:id': { GET: 'gone' },
  '/os-cloudpipe': { GET: 'gone', POST: 'gone' },
  '/os-fixed-ips/:id': { GET: 'gone' },
  '/os-floating-ip-dns': { GET: 'gone' },
  '/os-floating-ips-bulk': { GET: 'gone', POST: 'gone' },
  '/os-fping': { GET: 'gone' },
  '/os-security-group-default-rules': { GET: 'gone', POST: 'gone' },
  '/servers/:server/consoles': { GET: 'gone', POST: 'gone' },
  '/servers/:server/os-virtual-interfaces': { GET: 'gone' },
});

/** The actions of a server that Nova knows, by the microversions that have them, and who may use each. */
export const serverActions: Readonly<
  Record<string, { readonly policy: string; readonly since?: string; readonly until?: string }>
> = {
  addFixedIp: { policy: 'member os-multinic:add', until: '2.43' },
  addFloatingIp: { policy: 'member os-floating-ips:add', until: '2.43' },
  addSecurityGroup: { policy: 'member os-security-groups:add' },
  changePassword: { policy: 'member os-admin-password' },
  confirmResize: { policy: 'member servers:confirm_resize' },
  createBackup: { policy: 'member os-create-backup' },
  createImage: { policy: 'member servers:create_image' },
  evacuate: { policy: 'admin os-evacuate' },
  forceDelete: { policy: 'member os-deferred-delete:force' },
  injectNetworkInfo: { policy: 'admin os-admin-actions:inject_network_info' },
  lock: { policy: 'member os-lock-server:lock' },
  migrate: { policy: 'manager os-migrate-server:migrate' },
  'os-getConsoleOutput': { policy: 'member os-console-output' },
  'os-getSerialConsole': { policy: 'member os-remote-consoles', until: '2.5' },
  'os-getSPICEConsole': { policy: 'member os-remote-consoles', until: '2.5' },
  'os-getRDPConsole': { policy: 'member os-remote-consoles', until: '2.5' },
  'os-getVNCConsole': { policy: 'member os-remote-consoles', until: '2.5' },
  'os-migrateLive': { policy: 'manager os-migrate-server:migrate_live' },
  'os-resetState': { policy: 'admin os-admin-actions:reset_state' },
  'os-start': { policy: 'member servers:start' },
  'os-stop': { policy: 'member servers:stop' },
  pause: { policy: 'member os-pause-server:pause' },
  reboot: { policy: 'member servers:reboot' },
  rebuild: { policy: 'member servers:rebuild' },
  removeFixedIp: { policy: 'member os-multinic:remove', until: '2.43' },
  removeFloatingIp: { policy: 'member os-floating-ips:remove', until: '2.43' },
  removeSecurityGroup: { policy: 'member os-security-groups:remove' },
  rescue: { policy: 'member os-rescue' },
  resetNetwork: { policy: 'gone' },
  resize: { policy: 'member servers:resize' },
  restore: { policy: 'member os-deferred-delete:restore' },
  resume: { policy: 'member os-suspend-server:resume' },
  revertResize: { policy: 'member servers:revert_resize' },
  shelve: { policy: 'member os-shelve:shelve' },
  shelveOffload: { policy: 'admin os-shelve:shelve_offload' },
  suspend: { policy: 'member os-suspend-server:suspend' },
  trigger_crash_dump: { policy: 'member servers:trigger_crash_dump', since: '2.17' },
  unlock: { policy: 'member os-lock-server:unlock' },
  unpause: { policy: 'member os-pause-server:unpause' },
  unrescue: { policy: 'member os-unrescue' },
  unshelve: { policy: 'member os-shelve:unshelve' },
};

/** All routes that Nova knows. */
export const knownRoutes = new KnownRoutes([...current, ...later, ...former, ...gone]);
