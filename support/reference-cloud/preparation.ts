import { writeFileSync } from 'node:fs';
import { asAdmin } from './admin';
import { databaseNames, serviceAccount } from './configuration/common';
import type { Layout } from './layout';
import { inside, logFileOf } from './layout';
import type { CloudPlan } from './cloud-plan';
import { names, urlOf } from './cloud-plan';
import { runToEnd } from './processes/run-to-end';
import type { Progress } from './building-progress';
import { seedIdentity } from './seeding/seed-identity';
import { configFiles, launcherCommand, novaManageCommand, pythonEnvironment } from './service-commands';

const mysql = `${inside.state}/mysql`;

/** A step of the preparation: a program in the chroot that runs to its end. */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Makes the empty data directory of MariaDB. */
export async function installDatabaseServer(layout: Layout): Promise<void> {
  await runStep(layout, { name: 'mysql-directory', command: ['mkdir', '-p', mysql] });
  await runStep(layout, { name: 'mysql-owner', command: ['chown', 'mysql:', mysql] });
  await runStep(layout, {
    name: 'mariadb-install-db',
    command: [
      'mariadb-install-db',
      '--no-defaults',
      '--user=mysql',
      `--datadir=${mysql}`,
      '--skip-test-db',
      '--skip-name-resolve',
    ],
  });
}

/**
 * Fills a new MariaDB with the databases of all services, in three lanes at once, and Keystone with its first people.
 * @param startKeystone resolves when Keystone answers
 */
export async function prepareDatabases(
  layout: Layout,
  plan: CloudPlan,
  progress: Progress,
  startKeystone: () => Promise<void>,
): Promise<void> {
  await runStep(layout, {
    name: 'create-databases',
    command: ['mariadb', '--no-defaults', `--socket=${mysql}/socket`, '--user=root'],
    input: databaseStatements(plan),
  });
  await Promise.all([
    progress.during('Keystone, Placement and Glance prepared', async () => {
      await runAll(layout, keystoneSteps(plan));
      await startKeystone();
      await asAdmin(plan, ({ identity }) => seedIdentity(identity, plan));
      await runAll(layout, [
        manage('placement', 'placement.cmd.manage', 'placement.conf', 'db', 'sync'),
        manage('glance', 'glance.cmd.manage', 'glance-api.conf', 'db_sync'),
      ]);
    }),
    progress.during('Nova prepared', () => runAll(layout, novaSteps())),
    progress.during('Neutron and Cinder prepared', () =>
      runAll(layout, [
        manage('neutron-db', 'neutron.db.migration.cli', 'neutron.conf', 'upgrade', 'heads'),
        manage('cinder', 'cinder.cmd.manage', 'cinder.conf', 'db', 'sync'),
      ]),
    ),
  ]);
  writeFileSync(layout.initialised, '');
}

/** Maps the hosts of all nova-compute services to the cell: without it Nova schedules nothing there, and aggregates refuse them. */
export function discoverHosts(layout: Layout): Promise<void> {
  return runStep(layout, novaManage('cell_v2', 'discover_hosts', '--by-service'));
}

/** Runs a step; rejects with a `ReferenceCloudError` that carries the last lines of its log. */
export async function runStep(layout: Layout, step: Step): Promise<void> {
  await runToEnd({
    command: ['chroot', layout.chroot, ...step.command],
    purpose: `finish the step ${step.name}`,
    logFile: logFileOf(layout, `step-${step.name}`),
    environment: { ...pythonEnvironment, ...step.environment },
    ...(step.input === undefined ? {} : { input: step.input }),
  });
}

async function runAll(layout: Layout, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    await runStep(layout, step);
  }
}

function databaseStatements(plan: CloudPlan): string {
  const databases = databaseNames.map(
    (name) => `CREATE DATABASE ${name} CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci;`,
  );
  const account = `${serviceAccount}@'127.0.0.1'`;
  return [
    ...databases,
    `CREATE USER ${account} IDENTIFIED BY '${plan.passwords.database}';`,
    ...databaseNames.map((name) => `GRANT ALL ON ${name}.* TO ${account};`),
  ].join('\n');
}

function keystoneSteps(plan: CloudPlan): Step[] {
  const url = urlOf(plan.ports.keystone);
  const root = ['--keystone-user', 'root', '--keystone-group', 'root'];
  const keystone = (...options: string[]): Step =>
    manage('keystone', 'keystone.cmd.manage', 'keystone.conf', ...options);
  return [
    keystone('db_sync'),
    keystone('fernet_setup', ...root),
    keystone('credential_setup', ...root),
    {
      ...keystone('bootstrap'),
      environment: {
        OS_BOOTSTRAP_USERNAME: names.adminUser,
        OS_BOOTSTRAP_PASSWORD: plan.passwords.admin,
        OS_BOOTSTRAP_PROJECT_NAME: names.adminProject,
        OS_BOOTSTRAP_REGION_ID: names.region,
        OS_BOOTSTRAP_PUBLIC_URL: url,
        OS_BOOTSTRAP_INTERNAL_URL: url,
      },
    },
  ];
}

/** The cells take their addresses from the configuration, the one of cell0 with `_cell0` behind the database's name. */
function novaSteps(): Step[] {
  return [
    novaManage('api_db', 'sync'),
    novaManage('cell_v2', 'map_cell0'),
    novaManage('db', 'sync'),
    novaManage('cell_v2', 'create_cell', '--name', 'cell1'),
  ];
}

function novaManage(...options: readonly string[]): Step {
  return { name: 'nova-manage', command: novaManageCommand(...options) };
}

function manage(service: string, module: string, file: string, ...options: readonly string[]): Step {
  const all = [...configFiles(file), ...options];
  return { name: `${service}-manage`, command: launcherCommand(`${service}-manage`, module, all) };
}
