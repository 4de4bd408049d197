import type { Route } from '../http/call';
import { jsonResponse } from '../http/errors';
import type { NetworkService } from './neutron';
import type { NetworkCall } from './requests';
import { bindingRoutes } from './routes/binding-routes';
import { extensionRoutes } from './routes/extension-routes';
import { networkReadRoutes } from './routes/network-routes';
import { portRoutes } from './routes/port-routes';

/** All that Neutron answers to, as far as servers and their clients need it (reference D.5). */
export const networkRoutes: readonly Route<NetworkService>[] = [
  { method: 'GET', path: '/', handle: versions },
  { method: 'GET', path: '/v2.0/', handle: resources },
  ...extensionRoutes,
  ...networkReadRoutes,
  ...portRoutes,
  ...bindingRoutes,
];

function versions(call: NetworkCall): Response {
  const links = [{ rel: 'self', href: `${call.env.publicUrl}/v2.0/` }];
  return jsonResponse(200, { versions: [{ id: 'v2.0', status: 'CURRENT', links }] });
}

function resources(call: NetworkCall): Response {
  const shown = ['network', 'subnet', 'port'].map((name) => ({
    name,
    collection: `${name}s`,
    links: [{ rel: 'self', href: `${call.env.publicUrl}/v2.0/${name}s` }],
  }));
  return jsonResponse(200, { resources: shown });
}
