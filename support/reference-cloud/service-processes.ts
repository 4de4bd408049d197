import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Layout } from './layout';
import { inside } from './layout';
import type { CloudShape } from './cloud-plan';
import { forwardedServices, urlOf } from './cloud-plan';
import type { PortName } from './service-ports';
import {
  cinderCommand,
  configFiles,
  launcherCommand,
  novaComputeCommand,
  novaControlCommand,
  uwsgiCommand,
} from './service-commands';

/** When a service is started: those of an earlier kind first. The infrastructure is stopped last. */
export type ServiceKind = 'infrastructure' | 'identity' | 'control plane' | 'compute';

/** A process that belongs to a running cloud, with its children. */
export interface Service {
  readonly name: string;
  readonly kind: ServiceKind;
  /** `chroot` for Debian's programs, `machine` for the project's own. */
  readonly runsIn: 'chroot' | 'machine';
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The ports that it listens on. */
  readonly ports: readonly PortName[];
  /** It answers HTTP at its first port once it is ready, accepts connections there, or is not asked. */
  readonly ready: 'answers HTTP' | 'accepts connections' | 'is not asked';
  /** It gets this many seconds after SIGTERM before it is killed. */
  readonly patience: number;
}

type Draft = Pick<Service, 'name' | 'command'> & Partial<Service>;

const project = resolve(__dirname, '..', '..');

/** Every service of a cloud. A new one is a new entry here and its configuration. */
export function servicesOf(layout: Layout, cloud: CloudShape): Service[] {
  return [
    ...infrastructure(cloud),
    keystone(cloud),
    ...controlPlane(cloud),
    ...cinder(),
    forwarder(layout, cloud),
    ...cloud.hosts.map(computeService),
  ].map(complete);
}

/** The nova-compute of a host; the service has the host's name. */
export function computeService(host: string): Service {
  return complete({ name: host, kind: 'compute', command: novaComputeCommand(host), patience: 20 });
}

function infrastructure(cloud: CloudShape): Draft[] {
  return [
    {
      name: 'rabbitmq',
      kind: 'infrastructure',
      command: ['/usr/lib/rabbitmq/bin/rabbitmq-server'],
      environment: rabbitmqEnvironment(cloud),
      ports: ['rabbitmq', 'rabbitmq-distribution', 'epmd'],
      ready: 'accepts connections',
      patience: 20,
    },
    {
      name: 'mariadb',
      kind: 'infrastructure',
      command: mariadbCommand(cloud),
      ports: ['mariadb'],
      ready: 'accepts connections',
      patience: 30,
    },
    {
      name: 'memcached',
      kind: 'infrastructure',
      command: ['memcached', '-u', 'root', '-l', '127.0.0.1', '-p', String(cloud.ports.memcached), '-U', '0'],
      ports: ['memcached'],
      ready: 'accepts connections',
    },
  ];
}

function keystone(cloud: CloudShape): Draft {
  return {
    name: 'keystone',
    kind: 'identity',
    command: uwsgiCommand('keystone.server.wsgi:initialize_public_application()', cloud.ports.keystone),
    environment: { OS_KEYSTONE_CONFIG_DIR: inside.configuration },
    ports: ['keystone'],
    ready: 'answers HTTP',
  };
}

function controlPlane(cloud: CloudShape): Draft[] {
  return [
    { name: 'nova-conductor', command: novaControlCommand('nova-conductor', 'nova.cmd.conductor') },
    {
      name: 'placement',
      command: uwsgiCommand('placement.wsgi:init_application()', cloud.ports.placement),
      environment: { OS_PLACEMENT_CONFIG_DIR: inside.configuration },
      ports: ['placement'],
      ready: 'answers HTTP',
    },
    {
      name: 'glance',
      command: launcherCommand('glance-api', 'glance.cmd.api', configFiles('glance-api.conf')),
      ports: ['glance'],
      ready: 'answers HTTP',
    },
    {
      name: 'neutron',
      command: launcherCommand('neutron-server', 'neutron.cmd.eventlet.server', configFiles('neutron.conf')),
      ports: ['neutron'],
      ready: 'answers HTTP',
    },
    { name: 'nova-scheduler', command: novaControlCommand('nova-scheduler', 'nova.cmd.scheduler') },
    {
      name: 'nova-api',
      command: novaControlCommand('nova-api-os-compute', 'nova.cmd.api_os_compute', 'nova-api'),
      ports: ['nova-api'],
      ready: 'answers HTTP',
    },
  ];
}

function cinder(): Draft[] {
  return [
    {
      name: 'cinder-api',
      command: cinderCommand('cinder-api', 'cinder.cmd.api'),
      ports: ['cinder'],
      ready: 'answers HTTP',
    },
    { name: 'cinder-scheduler', command: cinderCommand('cinder-scheduler', 'cinder.cmd.scheduler') },
    { name: 'cinder-volume', command: cinderCommand('cinder-volume', 'cinder.cmd.volume') },
  ];
}

function forwarder(layout: Layout, cloud: CloudShape): Draft {
  const { ports } = cloud;
  const paths = forwardedServices.map((name) => ({
    name,
    port: ports[`${name}-forwarder`],
    target: urlOf(ports[name]),
  }));
  return {
    name: 'forwarder',
    runsIn: 'machine',
    command: [
      process.execPath,
      '-r',
      join(project, 'node_modules/ts-node/register'),
      join(__dirname, 'forwarder-process.ts'),
      layout.controlSocket,
      JSON.stringify(paths),
      forwarderVersion(),
    ],
    environment: { TS_NODE_PROJECT: join(project, 'tsconfig.json') },
    ports: forwardedServices.map((name) => `${name}-forwarder` as const),
    ready: 'accepts connections',
  };
}

/** A digest of the forwarder's own files, so that one that runs from before a change is told from this one. */
function forwarderVersion(): string {
  const digest = createHash('sha256');
  for (const file of ['forwarder', 'forwarder-control', 'forwarder-process', 'path-state', '../check']) {
    digest.update(readFileSync(join(__dirname, `${file}.ts`)));
  }
  return digest.digest('hex').slice(0, 12);
}

function complete(draft: Draft): Service {
  return {
    kind: 'control plane',
    runsIn: 'chroot',
    environment: {},
    ports: [],
    ready: 'is not asked',
    patience: 10,
    ...draft,
  };
}

function mariadbCommand(cloud: CloudShape): string[] {
  const data = `${inside.state}/mysql`;
  return [
    '/usr/sbin/mariadbd',
    '--no-defaults',
    '--user=mysql',
    `--datadir=${data}`,
    `--tmpdir=${data}`,
    `--socket=${data}/socket`,
    `--pid-file=${data}/pid`,
    '--bind-address=127.0.0.1',
    `--port=${cloud.ports.mariadb}`,
    '--max-connections=1000',
    '--skip-log-bin',
    '--skip-name-resolve',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    '--innodb-buffer-pool-size=128M',
    '--performance-schema=OFF',
    '--character-set-server=utf8mb3',
    '--collation-server=utf8mb3_general_ci',
    ...cloud.release.mariadbOptions,
  ];
}

function rabbitmqEnvironment(cloud: CloudShape): Record<string, string> {
  const { ports } = cloud;
  const home = `${inside.state}/rabbitmq`;
  return {
    HOME: home,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(ports.epmd),
    RABBITMQ_NODENAME: 'local-delete@localhost',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(ports.rabbitmq),
    RABBITMQ_DIST_PORT: String(ports['rabbitmq-distribution']),
    RABBITMQ_MNESIA_BASE: `${home}/mnesia`,
    RABBITMQ_LOG_BASE: `${inside.logs}/rabbitmq`,
    RABBITMQ_CONFIG_FILE: `${inside.configuration}/rabbitmq`,
    RABBITMQ_CONF_ENV_FILE: `${inside.configuration}/rabbitmq-env.conf`,
    RABBITMQ_ENABLED_PLUGINS_FILE: `${inside.configuration}/rabbitmq-plugins`,
    RABBITMQ_PID_FILE: `${home}/pid`,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +S 2:2',
  };
}
