import { osloLimit } from '../../http/body-limit';
import type { Route, ServiceProfile } from '../../http/call';
import { defineService } from '../../http/define-service';
import { novaDialect, novaErrors } from '../../http/dialects/nova-dialect';
import type { HttpApplication } from '../../http/http-application';
import { pythonNameOf } from '../exceptions';
import { migrationRoutes } from '../moves/migration-routes';
import type { ComputeCall, ComputeService } from '../nova';
import { aggregateRoutes } from './aggregate-routes';
import { flavorRoutes } from './flavor-routes';
import { groupRoutes } from './group-routes';
import { hypervisorRoutes } from './hypervisor-routes';
import { actionRoutes } from './instance-action-routes';
import { knownRoutes } from './known-routes';
import { olderHypervisorRoutes } from './older-hypervisor-routes';
import { overviewRoutes } from './overview-routes';
import { quotaRoutes } from './quota-routes';
import { serverRoutes } from './server-routes';
import { serviceRoutes } from './service-routes';
import { usageRoutes } from './tenant-usage-routes';
import { refuseUnplayed } from './unplayed';
import { isPublic, versionRoutes } from './version-routes';
import { volumeAttachmentRoutes } from './volume-attachment-routes';

const resources: readonly Route<ComputeService>[] = [
  ...serverRoutes,
  ...actionRoutes,
  ...volumeAttachmentRoutes,
  ...serviceRoutes,
  ...olderHypervisorRoutes,
  ...hypervisorRoutes,
  ...flavorRoutes,
  ...aggregateRoutes,
  ...groupRoutes,
  ...overviewRoutes,
  ...migrationRoutes,
  ...quotaRoutes,
  ...usageRoutes,
];

const inProject = '/v2.1/:project{[0-9a-f]{32}}';

/** Every resource is there with and without the project in its path. */
export const computeRoutes: readonly Route<ComputeService>[] = [
  ...versionRoutes,
  ...resources.map((route) => ({ ...route, path: `/v2.1${route.path}`, handle: guarded(route) })),
  ...resources.map((route) => ({
    ...route,
    path: `${inProject}${route.path}`,
    handle: guarded(route),
  })),
];

const define = defineService<ComputeService>(profileOf, computeRoutes, {
  known: knownRoutes,
  prefixes: ['/v2.1', inProject],
  refuse: (call, found) => {
    requireOwnProject(call, /^\/v2\.1\/([0-9a-f]{32})\//.exec(call.req.path)?.[1]);
    return refuseUnplayed(call, found);
  },
});

/** Nova's API as an HTTP application. */
export function computeApplication(service: ComputeService): HttpApplication {
  return define(service);
}

function profileOf(service: ComputeService): ServiceProfile {
  return {
    dialect: novaDialect(service.nova.seams.traits.support),
    microversions: {
      serviceType: 'compute',
      legacyHeader: 'x-openstack-nova-api-version',
      minimum: '2.1',
      maximum: service.nova.seams.traits.maxMicroversion,
    },
    bodyLimit: osloLimit,
    head: 'as GET',
    isPublic,
    requestIdHeaders: ['x-compute-request-id'],
    versionHeaders: (version) => [
      ['openstack-api-version', `compute ${version.toString()}`],
      ['x-openstack-nova-api-version', version.toString()],
      ['vary', 'OpenStack-API-Version'],
      ['vary', 'X-OpenStack-Nova-API-Version'],
    ],
  };
}

/** Answers a failure that real Nova would have met too as Nova does: 500 with the name of the exception. */
function guarded({ handle }: Route<ComputeService>): Route<ComputeService>['handle'] {
  return async (call) => {
    requireOwnProject(call, call.req.param('project'));
    try {
      return await handle(call);
    } catch (error) {
      const pythonName = pythonNameOf(error);
      throw pythonName === undefined ? error : novaErrors.fault(pythonName, call.env.nova.seams.traits.support);
    }
  };
}

function requireOwnProject(call: ComputeCall, project: string | undefined): void {
  const { projectId } = call.get('caller');
  if (project === undefined || project === projectId) return;
  throw novaErrors.badRequest(
    `Malformed request URL: URL's project_id '${project}' doesn't match Context's project_id '${projectId ?? 'None'}'`,
  );
}
