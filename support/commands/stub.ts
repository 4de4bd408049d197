import { join } from 'node:path';
import { wholeNumber, WrongOrder } from '../command-line';
import { embeddedReleases } from '../clouds/embedded/home';
import { serveEmbeddedCloud, type EmbeddedCloudOrder, type ServedCloud } from '../clouds/embedded/served-cloud';
import { defaultParameters } from '../clouds/parameters';
import { writeServedFiles, type ServedFiles } from '../clouds/embedded/served-files';
import { offer } from '../nearest';
import { whyUnwritten } from '../reporting/write-whole';
import { runTypedCommand } from './typed-command';

const command = {
  usage: 'npm run stub [-- --port N] [--release R] [--hosts N] [--tls]',
  does: `Starts the embedded cloud alone, for any OpenStack client, until Ctrl-C. Its time follows real time, and its hosts are in
Nova's default zone. It writes reports/stub/PORT/clouds.yaml and says how to use it; several can run at a time.`,
  options: {
    port: { type: 'string', value: 'N', like: '8774', help: 'the port on 127.0.0.1; a free one when left out' },
    release: {
      type: 'string',
      value: 'R',
      like: 'zed',
      help: `the release that it plays, one of ${embeddedReleases.join(', ')} (${defaultParameters.release})`,
    },
    hosts: { type: 'string', value: 'N', like: '3', help: 'how many compute hosts it has (3)' },
    tls: { type: 'boolean', help: 'speaks HTTPS; the authority to trust is written beside clouds.yaml' },
  },
  exitCodes: '0 it has been ended; 2 it could not be started as asked',
} as const;

runTypedCommand(command, async ({ values: { port = '0', release = defaultParameters.release, hosts = '3', tls } }) => {
  await serve({
    release: releaseOf(release),
    hosts: wholeNumber('--hosts', hosts, 1, 1000),
    port: wholeNumber('--port', port, 0, 65535),
    hostsAre: 'for everybody',
    scheme: tls === true ? 'https' : 'http',
  });
  return 0;
});

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
