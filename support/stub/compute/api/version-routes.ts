import type { Route } from '../../http/call';
import type { ComputeCall, ComputeService } from '../nova';
import { reply } from './requests';

/** The version documents, which need no token (reference D.2.2; `versions.py`). */
export const versionRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/', handle: (call) => reply({ versions: [oldVersion(call), newVersion(call)] }) },
  { method: 'GET', path: '/v2.1', handle: showVersion },
  { method: 'GET', path: '/v2.1/', handle: showVersion },
];

/** True for the paths that need no token. */
export function isPublic(path: string): boolean {
  return versionRoutes.some((route) => route.path === path);
}

const updated = { old: '2011-01-21T11:33:21Z', new: '2013-07-23T11:33:21Z' } as const;

function oldVersion(call: ComputeCall): Record<string, unknown> {
  return {
    id: 'v2.0',
    status: call.env.nova.seams.traits.legacyApiStatus,
    version: '',
    min_version: '',
    updated: updated.old,
    links: [{ rel: 'self', href: `${call.env.publicUrl}/v2/` }],
  };
}

function newVersion(call: ComputeCall): Record<string, unknown> {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: call.env.nova.seams.traits.maxMicroversion,
    min_version: '2.1',
    updated: updated.new,
    links: [{ rel: 'self', href: `${call.env.publicUrl}/v2.1/` }],
  };
}

function showVersion(call: ComputeCall): Response {
  const version = newVersion(call);
  const guide = { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' };
  const media = {
    base: 'application/json',
    type: 'application/vnd.openstack.compute+json;version=2.1',
  };
  return reply({ version: { ...version, links: [...linksOf(call), guide], 'media-types': [media] } });
}

function linksOf(call: ComputeCall): readonly Record<string, string>[] {
  return [{ rel: 'self', href: `${call.env.publicUrl}/v2.1/` }];
}
