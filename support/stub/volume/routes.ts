import type { BeyondPlay } from '../http/beyond-play';
import type { Route } from '../http/call';
import type { VolumeService } from './cinder';
import { knownRoutes } from './known-routes';
import { requireOwnProject, type VolumeCall } from './requests';
import { attachmentRoutes } from './routes/attachment-routes';
import { typeRoutes } from './routes/type-routes';
import { quotaRoutes } from './routes/volume-quota-routes';
import { volumeResourceRoutes } from './routes/volume-routes';
import { versionRoutes } from './routes/volume-version-routes';
import { refuseUnplayed } from './unplayed';

const resources: readonly Route<VolumeService>[] = [
  ...volumeResourceRoutes,
  ...attachmentRoutes,
  ...typeRoutes,
  ...quotaRoutes,
];

const inProject = '/v3/:project{[0-9a-f]{32}}';

/** What Cinder answers to beyond that. */
export const beyondPlay: BeyondPlay<VolumeService> = {
  known: knownRoutes,
  prefixes: ['/v3', inProject],
  refuse: refuseUnplayed,
};

/** All that Cinder answers to, as far as servers and their clients need it, with and without the project in the path (reference D.6). */
export const volumeRoutes: readonly Route<VolumeService>[] = [
  ...versionRoutes,
  ...resources.map((route) => ({ ...route, path: `/v3${route.path}`, handle: guarded(route) })),
  ...resources.map((route) => ({ ...route, path: `${inProject}${route.path}`, handle: guarded(route) })),
];

function guarded({ handle }: Route<VolumeService>): Route<VolumeService>['handle'] {
  return (call: VolumeCall) => {
    requireOwnProject(call);
    return handle(call);
  };
}
