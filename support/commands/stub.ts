import { join } from 'node:path';
import { embeddedReleases } from '../clouds/embedded/home';
import { serveEmbeddedCloud, type EmbeddedCloudOrder, type ServedCloud } from '../clouds/embedded/served-cloud';
import { defaultParameters } from '../clouds/parameters';
import { writeServedFiles, type ServedFiles } from '../clouds/embedded/served-files';
import { runCommand } from '../gate/ending';
import { messageOf } from '../gate/message-of';
import { offer } from '../nearest';
import { whyUnwritten } from '../reporting/write-whole';
import { readCommandLine, wholeNumber, WrongOrder } from './command-line';

const usage = `npm run stub [-- --port N] [--release R] [--hosts N] [--tls]

Starts the embedded cloud alone, for any OpenStack client, until Ctrl-C. Its time follows real time, and its hosts are in
Nova's default zone. It writes reports/stub/PORT/clouds.yaml and says how to use it; several can run at a time.

Exit codes: 0 it has been ended; 2 it could not be started as asked.

  --port N       the port on 127.0.0.1; a free one when left out
  --release R    the release that it plays, one of ${embeddedReleases.join(', ')} (${defaultParameters.release})
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
    hostsAre: 'for everybody',
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
  const found = embeddedReleases.find((release) => release === text);
  if (found === undefined) {
    throw new WrongOrder(`the embedded cloud does not play ${text}: ${offer(text, embeddedReleases)}`);
  }
  return found;
}

async function serve(order: EmbeddedCloudOrder): Promise<void> {
  const cloud = await serveEmbeddedCloud(order, (fault) => {
    console.error(`a fault of the embedded cloud itself: ${fault.message}`);
  });
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void cloud.close().then(resolve));
  });
  const files = await writeFiles(cloud);
  const { image, flavor, network } = cloud.resources;
  console.log(`The embedded cloud plays ${order.release} at ${cloud.access.authUrl} with ${cloud.hosts.join(', ')}.

  export OS_CLIENT_CONFIG_FILE='${files.cloudsYaml.replaceAll("'", "'\\''")}'
  openstack --os-cloud owner server create --image ${image} --flavor ${flavor} --network ${network} blue
  openstack --os-cloud operator --os-compute-api-version 2.53 compute service list

Its people: ${Object.keys(cloud.people).join(', ')}. Ctrl-C ends it, and takes that file away.`);
  await ended;
  files.remove();
}

/** A cloud that nobody can sign in to is closed again. */
async function writeFiles(cloud: ServedCloud): Promise<ServedFiles> {
  const folder = join('reports', 'stub');
  try {
    return writeServedFiles(cloud, folder);
  } catch (error) {
    await cloud.close();
    const file = join(folder, new URL(cloud.access.authUrl).port, 'clouds.yaml');
    throw new Error(`${file}, by which clients find the cloud, cannot be written: ${whyUnwritten(error)}`);
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const order = orderOf(argv);
  if (order === 'help') console.log(usage);
  else await serve(order);
  return 0;
}

runCommand(main, (error) => {
  console.error(error instanceof WrongOrder ? `${error.message}\n\n${usage}` : `NOT DONE: ${messageOf(error)}`);
});
