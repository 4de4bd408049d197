import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { CloudAccess } from '../api/connection';
import type { PasswordCredentials } from '../api/credentials';
import { serveEmbeddedCloud, type EmbeddedCloudOrder } from '../clouds/embedded-served';
import { defaultParameters } from '../clouds/parameters';
import { isRelease, releases } from '../clouds/release';
import { offer } from '../nearest';
import { readCommandLine, wholeNumber, WrongOrder } from './command-line';

const usage = `npm run stub [-- --port N] [--release R] [--hosts N] [--tls]

Starts the embedded cloud alone, for any OpenStack client, until Ctrl-C. Its time follows real time.

  --port N       the port on 127.0.0.1; a free one when left out
  --release R    the release that it plays (${defaultParameters.release})
  --hosts N      how many compute hosts it has (3)
  --tls          speaks HTTPS; the authority to trust is written beside clouds.yaml
`;

/** Reads the command line. Throws {@link WrongOrder}. */
function orderOf(argv: readonly string[]): EmbeddedCloudOrder | 'help' {
  const { port, release, hosts, tls, help } = readCommandLine({ args: [...argv], options }).values;
  if (help === true) return 'help';
  return {
    release: releaseOf(release ?? defaultParameters.release),
    hosts: wholeNumber('--hosts', hosts ?? '3', 1, 1000),
    port: wholeNumber('--port', port ?? '0', 0, 65535),
    scheme: tls === true ? 'https' : 'http',
  };
}

const options = {
  port: { type: 'string' },
  release: { type: 'string' },
  hosts: { type: 'string' },
  tls: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function releaseOf(text: string): EmbeddedCloudOrder['release'] {
  if (!isRelease(text)) throw new WrongOrder(`there is no release ${text}: ${offer(text, releases)}`);
  return text;
}

/** Writes a clouds.yaml with one cloud for each of the people, readable by its owner alone, and returns its path. */
function writeCloudsYaml(access: CloudAccess, people: Readonly<Record<string, PasswordCredentials>>): string {
  const folder = join('reports', 'stub');
  const file = join(folder, 'clouds.yaml');
  mkdirSync(folder, { recursive: true });
  const trust = writeAuthority(access, folder);
  const clouds = Object.entries(people).map(([name, person]): [string, object] => [
    name,
    { ...entryOf(access, person), ...trust },
  ]);
  writeFileSync(file, stringify({ clouds: Object.fromEntries(clouds) }), { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}

/** Writes the authority of a cloud that speaks TLS; the path is absolute, for clients that run elsewhere. */
function writeAuthority({ tls }: CloudAccess, folder: string): { readonly cacert?: string } {
  if (tls?.authorities === undefined) return {};
  const file = resolve(folder, 'authority.pem');
  writeFileSync(file, tls.authorities);
  return { cacert: file };
}

function entryOf({ authUrl, region, interface: kind }: CloudAccess, person: PasswordCredentials): object {
  return {
    auth: {
      auth_url: authUrl,
      username: person.username,
      password: person.password.reveal(),
      project_name: person.project,
      user_domain_name: person.userDomain,
      project_domain_name: person.projectDomain,
    },
    region_name: region,
    interface: kind,
    identity_api_version: 3,
  };
}

async function serve(order: EmbeddedCloudOrder): Promise<void> {
  const cloud = await serveEmbeddedCloud(order, (fault) => {
    console.error(`a fault of the embedded cloud itself: ${fault.message}`);
  });
  const file = writeCloudsYaml(cloud.access, cloud.people);
  const { image, flavor, network, zone } = cloud.resources;
  console.log(`The embedded cloud plays ${order.release} at ${cloud.access.authUrl} with ${cloud.hosts.join(', ')}.

  export OS_CLIENT_CONFIG_FILE=${file}
  openstack --os-cloud owner server create --image ${image} --flavor ${flavor} --network ${network} --availability-zone ${zone} blue
  openstack --os-cloud operator --os-compute-api-version 2.53 compute service list

Its people: ${Object.keys(cloud.people).join(', ')}. Ctrl-C ends it.`);
  process.once('SIGINT', () => void cloud.close());
  process.once('SIGTERM', () => void cloud.close());
}

async function main(argv: readonly string[]): Promise<void> {
  try {
    const order = orderOf(argv);
    if (order === 'help') console.log(usage);
    else await serve(order);
  } catch (error) {
    console.error(error instanceof WrongOrder ? `${error.message}\n\n${usage}` : error);
    process.exitCode = error instanceof WrongOrder ? 2 : 1;
  }
}

void main(process.argv.slice(2));
