import { createServer } from 'node:net';
import { ReferenceCloudError, systemCodeOf } from './failure';
import type { ReferenceCloudRelease } from './packaged-releases';

/** Everything that listens, in the order of its port. New ones go to the end. */
export const portNames = [
  'keystone',
  'placement',
  'glance',
  'neutron',
  'nova-api',
  'placement-forwarder',
  'mariadb',
  'rabbitmq',
  'rabbitmq-distribution',
  'epmd',
  'memcached',
  'cinder',
  'neutron-forwarder',
  'glance-forwarder',
  'cinder-forwarder',
] as const;

/** What a port is for. */
export type PortName = (typeof portNames)[number];

/** The TCP ports of a cloud, all on 127.0.0.1. */
export type Ports = Readonly<Record<PortName, number>>;

/** The first port that Linux gives to outgoing connections by default: none of ours may be there. */
const FIRST_EPHEMERAL_PORT = 32768;

/** The ports of a release's cloud: one after the other from the release's first. */
export function portsOf(release: ReferenceCloudRelease): Ports {
  const last = release.firstPort + portNames.length - 1;
  if (last >= FIRST_EPHEMERAL_PORT) {
    throw new RangeError(`the ports of ${release.name} reach ${last}; they must stay below ${FIRST_EPHEMERAL_PORT}`);
  }
  const port = (name: PortName): number => release.firstPort + portNames.indexOf(name);
  return {
    keystone: port('keystone'),
    placement: port('placement'),
    glance: port('glance'),
    neutron: port('neutron'),
    'nova-api': port('nova-api'),
    'placement-forwarder': port('placement-forwarder'),
    mariadb: port('mariadb'),
    rabbitmq: port('rabbitmq'),
    'rabbitmq-distribution': port('rabbitmq-distribution'),
    epmd: port('epmd'),
    memcached: port('memcached'),
    cinder: port('cinder'),
    'neutron-forwarder': port('neutron-forwarder'),
    'glance-forwarder': port('glance-forwarder'),
    'cinder-forwarder': port('cinder-forwarder'),
  };
}

/** Rejects with a {@link ReferenceCloudError} that names every one of these ports that somebody else listens on. */
export async function checkPortsAreFree(ports: Ports, names: readonly PortName[]): Promise<void> {
  const taken: string[] = [];
  for (const name of names) {
    if (!(await isFree(ports[name]))) {
      taken.push(`  ${ports[name]} (${name}); see who: ss -ltnp 'sport = :${ports[name]}'`);
    }
  }
  if (taken.length > 0) {
    throw new ReferenceCloudError(
      ['the reference cloud cannot start: these ports of 127.0.0.1 are taken by other programs', ...taken].join('\n'),
    );
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (systemCodeOf(error) === 'EADDRINUSE') {
        resolve(false);
      } else {
        reject(error);
      }
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
