import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../layout';
import { inside, outside } from '../layout';
import type { CloudPlan } from '../cloud-plan';
import { cinderConfiguration, cinderServiceConfiguration } from './cinder-conf';
import { glanceConfiguration } from './glance-conf';
import type { IniFile } from './ini';
import { renderIni } from './ini';
import { keystoneConfiguration } from './keystone-conf';
import { neutronConfiguration } from './neutron-conf';
import { computeNodeId } from './node-id';
import {
  novaComputeConfiguration,
  novaConfiguration,
  novaDatabaseConfiguration,
  novaServiceConfiguration,
} from './nova-conf';
import { novaDefectFile } from '../nova-defects';
import { placementConfiguration } from './placement-conf';
import { rabbitmqConfiguration } from './rabbitmq-conf';

/** The services of Nova that differ from each other in their log file alone. */
const novaServices = ['nova-api', 'nova-conductor', 'nova-scheduler'];

/** The same of Cinder. */
const cinderServices = ['cinder-api', 'cinder-scheduler', 'cinder-volume'];

/** The text of each configuration file of a cloud, by its name in the configuration directory. */
export function configurationFiles(plan: CloudPlan): Record<string, string> {
  const ini: Record<string, IniFile> = {
    'keystone.conf': keystoneConfiguration(plan),
    'placement.conf': placementConfiguration(plan),
    'glance-api.conf': glanceConfiguration(plan),
    'neutron.conf': neutronConfiguration(plan),
    'cinder.conf': cinderConfiguration(plan),
    'nova.conf': novaConfiguration(plan),
    'nova-database.conf': novaDatabaseConfiguration(plan),
  };
  for (const service of novaServices) {
    ini[`${service}.conf`] = novaServiceConfiguration(service);
  }
  for (const service of cinderServices) {
    ini[`${service}.conf`] = cinderServiceConfiguration(service);
  }
  for (const host of plan.hosts) {
    ini[`${host}.conf`] = novaComputeConfiguration(host);
  }
  return {
    ...Object.fromEntries(Object.entries(ini).map(([name, file]) => [name, renderIni(file)])),
    'rabbitmq.conf': rabbitmqConfiguration(plan),
    'rabbitmq-env.conf': '',
    'rabbitmq-plugins': '[].\n',
    [novaDefectFile]: plan.novaDefect === undefined ? '' : `${plan.novaDefect}\n`,
  };
}

/** True when the configuration files are there and say what the plan says. */
export function configurationIsCurrent(layout: Layout, plan: CloudPlan): boolean {
  return Object.entries(configurationFiles(plan)).every(([name, text]) => {
    const file = outside(layout, `${inside.configuration}/${name}`);
    return existsSync(file) && readFileSync(file, 'utf8') === text;
  });
}

/** Writes a cloud's configuration (mode 0600), the programs that run in the chroot, and the directories of its state. */
export function writeConfiguration(layout: Layout, plan: CloudPlan): void {
  const configuration = makeDirectory(layout, inside.configuration, 0o700);
  for (const [name, text] of Object.entries(configurationFiles(plan))) {
    const file = join(configuration, name);
    writeFileSync(file, text, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  copyPrograms(makeDirectory(layout, inside.programs, 0o755));
  makeDirectory(layout, inside.logs, 0o755);
  for (const path of stateDirectories(plan)) {
    makeDirectory(layout, `${inside.state}/${path}`, 0o755);
  }
  if (plan.release.nodeIds === 'from a file') {
    plan.hosts.forEach((host) => {
      writeNodeId(layout, host);
    });
  }
}

function stateDirectories(plan: CloudPlan): string[] {
  return [
    'rabbitmq',
    'keystone/fernet-keys',
    'keystone/credential-keys',
    'glance/images',
    'neutron/lock',
    'cinder/lock',
    'nova/lock',
    ...plan.hosts.flatMap((host) => [`nova/${host}/lock`, `nova/${host}/instances`]),
  ];
}

function writeNodeId(layout: Layout, host: string): void {
  const file = outside(layout, `${inside.state}/nova/${host}/compute_id`);
  if (!existsSync(file)) {
    writeFileSync(file, `${computeNodeId(host)}\n`);
  }
}

function copyPrograms(to: string): void {
  const from = join(__dirname, '..', 'chroot');
  for (const name of readdirSync(from)) {
    copyFileSync(join(from, name), join(to, name));
  }
}

function makeDirectory(layout: Layout, path: string, mode: number): string {
  const directory = outside(layout, path);
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, mode);
  return directory;
}
