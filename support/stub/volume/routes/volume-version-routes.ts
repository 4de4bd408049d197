import type { Route } from '../../http/call';
import { jsonResponse } from '../../http/errors';
import type { VolumeService } from '../cinder';
import type { VolumeCall } from '../requests';

/** The version documents, which need no token (`cinder/api/versions.py`). */
export const versionRoutes: readonly Route<VolumeService>[] = [
  { method: 'GET', path: '/', handle: (call) => versions(call, 300) },
  { method: 'GET', path: '/v3', handle: (call) => versions(call, 200) },
  { method: 'GET', path: '/v3/', handle: (call) => versions(call, 200) },
];

/** True for the paths that need no token. */
export function isPublic(path: string): boolean {
  return versionRoutes.some((route) => route.path === path);
}

function versions({ env: { publicUrl, traits } }: VolumeCall, status: 200 | 300): Response {
  const version = {
    id: 'v3.0',
    status: 'CURRENT',
    version: traits.maxMicroversion,
    min_version: '3.0',
    updated: traits.versionUpdated,
    links: [
      { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
      { rel: 'self', href: `${publicUrl}/v3/` },
    ],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
  };
  return jsonResponse(status, { versions: [version] });
}
