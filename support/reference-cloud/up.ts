import { existsSync, mkdirSync, rmSync } from 'node:fs';
import type { CloudClients } from '../api/cloud-clients';
import { asAdmin } from './admin';
import { buildChroot, builtChroot, removeUnfinished } from './building/build-chroot';
import { checkRoot } from './building/prerequisites';
import type { Stamp } from './building/stamp';
import { configurationIsCurrent, writeConfiguration } from './configuration/configuration-files';
import { readDescription, writeDescription } from './description';
import { stopEverything } from './down';
import { isClear } from './forwarder';
import { releaseHeld, reportsOfPaths, setPath } from './forwarder-control';
import type { Layout } from './layout';
import { inside, layoutOf, outside, referenceCloudDirectory } from './layout';
import { whileLocked } from './directory-lock';
import { mountInto, removeTree } from './mounts';
import { passwordsKeptIn } from './passwords';
import type { CloudPlan, Variation } from './cloud-plan';
import { forwardedServices, planOf } from './cloud-plan';
import { checkPortsAreFree } from './service-ports';
import { discoverHosts, installDatabaseServer, prepareDatabases, runStep } from './preparation';
import { argumentsOf } from './processes/procfs';
import { mainProcessOf, startService, stopService } from './processes/supervisor';
import type { Progress } from './building-progress';
import { untilReady } from './readiness';
import type { ReferenceCloudRelease } from './packaged-releases';
import { hostsWithoutAgent } from './seeding/agents';
import { acquaintApiWithPlacement, hostsOutsideZone, seedZone, untilNovaIsReady } from './seeding/seed-hosts';
import { seedResources } from './seeding/seed-resources';
import { untilCinderIsReady } from './seeding/seed-volume-types';
import { configFiles, programCommand } from './service-commands';
import type { Service, ServiceKind } from './service-processes';
import { servicesOf } from './service-processes';

const CONSUMER_SECONDS = '120';

/** Everything that starting a cloud needs to know of it. */
interface Cloud {
  readonly layout: Layout;
  readonly plan: CloudPlan;
  readonly services: readonly Service[];
  readonly progress: Progress;
}

/** Which reference cloud is wanted. */
export interface WantedCloud extends Variation {
  readonly release: ReferenceCloudRelease;
  /** Of all reference clouds; the environment's or the default one if it is left out. */
  readonly directory?: string;
}

/**
 * Builds what is missing of a release's reference cloud, stops one that runs otherwise, starts what does not run, seeds what is not there, and describes it.
 * Rejects with a `ReferenceCloudError` that says what to mend; what was begun then is cleared by {@link stopEverything}.
 */
export async function bringUp(wanted: WantedCloud, progress: Progress): Promise<void> {
  checkRoot();
  const { release, directory } = wanted;
  const layout = layoutOf(release.name, directory);
  const up = upAs(wanted);
  if (await isUp(layout, release, wanted)) {
    progress.tell(`the reference cloud ${release.name} is ${up} already`);
    return;
  }
  await whileLocked(layout.lock, async () => {
    rmSync(layout.description, { force: true });
    progress.tell(expectation(layout, release));
    const stamp = await chrootOf(layout, release, progress);
    const plan = planOf(release, passwordsKeptIn(layout.passwords), wanted);
    const cloud = { layout, plan, services: servicesOf(layout, plan), progress };
    await configure(cloud);
    await startAll(cloud);
    const lasting = cloud.services.filter(({ kind }) => kind !== 'compute').map(({ name }) => name);
    writeDescription(layout, plan, stamp.versions, lasting, referenceCloudDirectory(directory));
  });
  progress.tell(`the reference cloud ${release.name} is ${up}; ${layout.description} describes it`);
}

/** How long it is going to take, by what is there already: measured on two cores, idle and very busy. */
export function expectation(layout: Layout, release: ReferenceCloudRelease): string {
  if (builtChroot(layout, release) === undefined) {
    return 'nothing is there yet: the chroot is built in 3 to 5 minutes (16 on a busy machine), and a first start takes 1 to 2 more';
  }
  return existsSync(layout.initialised)
    ? 'all is there: what does not run is started, which takes up to a minute'
    : 'the chroot is there: a first start, which makes the databases, takes 1 to 2 minutes';
}

function upAs({ novaDefect, softDelete }: Variation): string {
  return [
    'up',
    ...(softDelete === 'on' ? ['with soft delete'] : []),
    ...(novaDefect === undefined ? [] : [`with a Nova that is broken on purpose by ${novaDefect}`]),
  ].join(', ');
}

async function isUp(layout: Layout, release: ReferenceCloudRelease, variation: Variation): Promise<boolean> {
  if (builtChroot(layout, release) === undefined || !existsSync(layout.description)) {
    return false;
  }
  const plan = planOf(release, passwordsKeptIn(layout.passwords), variation);
  const services = servicesOf(layout, plan);
  try {
    readDescription(layout.description, release.name);
    const paths = await reportsOfPaths(layout.controlSocket);
    return (
      configurationIsCurrent(layout, plan) &&
      services.every(({ name }) => mainProcessOf(layout, name) !== undefined) &&
      outdatedOf(layout, services).length === 0 &&
      paths.every(isClear)
    );
  } catch {
    return false;
  }
}

/** The project's own services that run, but were begun with other files or otherwise. */
function outdatedOf(layout: Layout, services: readonly Service[]): readonly Service[] {
  return services.filter(({ name, runsIn, command }) => {
    const main = runsIn === 'machine' ? mainProcessOf(layout, name) : undefined;
    return main !== undefined && argumentsOf(main.pid).join(' ') !== command.join(' ');
  });
}

async function chrootOf(layout: Layout, release: ReferenceCloudRelease, progress: Progress): Promise<Stamp> {
  if (existsSync(layout.unfinishedChroot)) {
    progress.tell('an interrupted build is cleared first');
    await stopEverything(layout, release);
    await removeUnfinished(layout);
  }
  const built = builtChroot(layout, release);
  if (built !== undefined) {
    return built;
  }
  if (existsSync(layout.chroot)) {
    progress.tell('the chroot is not what this version of the project asks for: it is built anew');
    await stopEverything(layout, release);
  }
  return buildChroot(layout, release, progress);
}

async function configure(cloud: Cloud): Promise<void> {
  const { layout, plan, services, progress } = cloud;
  const running = services.filter(({ name }) => mainProcessOf(layout, name) !== undefined);
  if (running.length > 0 && !(existsSync(layout.initialised) && configurationIsCurrent(layout, plan))) {
    progress.tell('what runs was begun otherwise: it is stopped first');
    await stopEverything(layout, plan.release);
  }
  for (const service of outdatedOf(layout, services)) {
    progress.tell(`the ${service.name} that runs is of another version of the project: it is stopped first`);
    await stopService(layout, service);
  }
  const toStart = services.filter(({ name }) => mainProcessOf(layout, name) === undefined);
  await checkPortsAreFree(
    plan.ports,
    toStart.flatMap(({ ports }) => ports),
  );
  if (!existsSync(layout.initialised)) {
    removeTree(outside(layout, inside.state));
    removeTree(outside(layout, inside.logs));
  }
  mkdirSync(layout.run, { recursive: true, mode: 0o700 });
  await mountInto(layout.chroot);
  writeConfiguration(layout, plan);
}

async function startAll(cloud: Cloud): Promise<void> {
  const { layout, plan, progress } = cloud;
  const isNew = !existsSync(layout.initialised);
  if (isNew) {
    await progress.during('MariaDB installed', () => installDatabaseServer(layout));
  }
  await progress.during('MariaDB, RabbitMQ and memcached run', () => start(cloud, 'infrastructure'));
  if (isNew) {
    await prepareDatabases(layout, plan, progress, () => start(cloud, 'identity'));
  }
  await asAdmin(plan, async (clients) => {
    await Promise.all([startComputesInTurn(cloud), startApis(cloud).then(() => seed(cloud, clients))]);
    await Promise.all([
      progress.during('Nova sees every host', () => untilNovaIsReady(layout, clients, plan.hosts)),
      progress.during('Cinder sees its backend', () => untilCinderIsReady(layout, clients)),
    ]);
    await zoneHosts(cloud, clients);
    for (const host of plan.hosts.slice(0, 1)) await acquaintApiWithPlacement(clients.compute.aggregates, host);
  });
}

/** The conductor's consumer is waited for: a nova-compute that starts before it loses ten seconds. */
async function startComputesInTurn(cloud: Cloud): Promise<void> {
  const { layout, services } = cloud;
  services.filter(({ name }) => name === 'nova-conductor').forEach((service) => startService(layout, service));
  await cloud.progress.during('nova-conductor listens', () =>
    runStep(layout, {
      name: 'wait-for-conductor',
      command: programCommand('wait_for_consumer.py', 'conductor', CONSUMER_SECONDS),
    }),
  );
  await cloud.progress.during('every nova-compute runs', () => start(cloud, 'compute'));
}

async function startApis(cloud: Cloud): Promise<void> {
  await cloud.progress.during('the APIs answer', () =>
    Promise.all([start(cloud, 'identity'), start(cloud, 'control plane')]),
  );
}

async function start(cloud: Cloud, kind: ServiceKind): Promise<void> {
  const { layout, plan, progress } = cloud;
  const services = cloud.services.filter((service) => service.kind === kind);
  for (const service of services) {
    if (startService(layout, service) === 'started' && kind !== 'infrastructure') {
      progress.tell(`${service.name} started`);
    }
  }
  await Promise.all(services.map((service) => untilReady(layout, plan.ports, service)));
}

async function seed(cloud: Cloud, clients: CloudClients): Promise<void> {
  const { layout, plan, progress } = cloud;
  for (const name of forwardedServices) await setPath(layout.controlSocket, name, { kind: 'open' });
  await releaseHeld(layout.controlSocket);
  await progress.during('flavors, image, network and volume types seeded', () => seedResources(clients));
  const hosts = await hostsWithoutAgent(clients.session, plan.hosts);
  if (hosts.length > 0) {
    await progress.during('network agents reported', () =>
      runStep(layout, {
        name: 'report-agents',
        command: programCommand('report_agents.py', ...hosts, '--', ...configFiles('neutron.conf')),
      }),
    );
  }
}

async function zoneHosts({ layout, plan, progress }: Cloud, clients: CloudClients): Promise<void> {
  const { aggregates } = clients.compute;
  const hosts = await hostsOutsideZone(aggregates, plan.hosts);
  if (hosts.length > 0) {
    await progress.during('hosts mapped and put into their zone', async () => {
      await discoverHosts(layout);
      await seedZone(aggregates, hosts);
    });
  }
}
