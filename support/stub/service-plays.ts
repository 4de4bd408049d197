import { computeRoutes } from './compute/api/application';
import { knownRoutes as novaRoutes, serverActions } from './compute/api/known-routes';
import { playedServerActions } from './compute/api/post-action';
import { isSameRoute, type KnownRoute, type KnownRoutes, nameOfPath } from './http/known-routes';
import { knownRoutes as keystoneRoutes } from './identity/known-routes';
import { identityRoutes } from './identity/routes';
import { imageRoutes } from './image/routes';
import { knownRoutes as glanceRoutes } from './image/unplayed';
import { knownRoutes as neutronRoutes } from './network/known-routes';
import { networkRoutes } from './network/routes';
import { placementRoutes } from './placement/routes';
import { knownRoutes as placementUnplayed } from './placement/unplayed';
import { prefixes } from './seeds';
import { knownRoutes as cinderRoutes, volumeActions } from './volume/known-routes';
import { volumeRoutes } from './volume/routes';
import { playedVolumeActions } from './volume/routes/volume-routes';

export { nameOfPath };

/** A route, with the microversions that have it. */
export type NamedRoute = Pick<KnownRoute, 'method' | 'path' | 'since' | 'until'>;

/** What of a service the embedded cloud plays, and what it knows and answers with 501. */
export interface ServicePlay {
  readonly name: 'Keystone' | 'Nova' | 'Placement' | 'Glance' | 'Neutron' | 'Cinder';
  /** Where it is below the cloud's origin, its API's version included. */
  readonly base: string;
  /** Below the base. */
  readonly played: readonly NamedRoute[];
  readonly unplayed: readonly KnownRoute[];
  /** Both, and what the service answers 410 to. */
  readonly known: readonly KnownRoute[];
  /** What is asked for with an action at a route. */
  readonly actions?: {
    readonly route: string;
    readonly played: readonly string[];
    readonly unplayed: readonly string[];
  };
}

/** All services of the embedded cloud. */
export const servicePlays: readonly ServicePlay[] = [
  play('Keystone', prefixes.identity, '/v3', identityRoutes, keystoneRoutes),
  {
    ...play('Nova', prefixes.compute, '/v2.1', computeRoutes, novaRoutes),
    actions: actionsOf('/servers/:server/action', playedServerActions, serverActions),
  },
  play('Placement', prefixes.placement, '', placementRoutes, placementUnplayed),
  play('Glance', prefixes.image, '/v2', imageRoutes, glanceRoutes),
  play('Neutron', prefixes.network, '/v2.0', networkRoutes, neutronRoutes),
  {
    ...play('Cinder', prefixes.volume, '/v3', volumeRoutes, cinderRoutes),
    actions: actionsOf('/volumes/:volume/action', playedVolumeActions, volumeActions),
  },
];

function play(
  name: ServicePlay['name'],
  prefix: string,
  version: string,
  routes: readonly NamedRoute[],
  known: KnownRoutes,
): ServicePlay {
  const inProject = `${version}/:project{`;
  const played = routes
    .filter(({ path }) => path.startsWith(`${version}/`) && !path.startsWith(inProject) && path !== `${version}/`)
    .map((route) => ({ ...route, path: route.path.slice(version.length) }));
  const unplayed = known.all.filter(
    (route) => route.policy !== 'gone' && !played.some((other) => isSameRoute(route, other)),
  );
  return { name, base: `${prefix}${version}`, played, unplayed, known: known.all };
}

function actionsOf(
  route: string,
  played: readonly string[],
  known: Readonly<Record<string, { readonly policy: string }>>,
): NonNullable<ServicePlay['actions']> {
  const unplayed = Object.entries(known).filter(([name, { policy }]) => !played.includes(name) && policy !== 'gone');
  return { route, played: [...played].sort(), unplayed: unplayed.map(([name]) => name).sort() };
}
