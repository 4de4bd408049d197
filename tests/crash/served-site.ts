import { CloudClients } from '../../support/api/cloud-clients';
import { openCloud, readParameters } from '../../support/clouds/open';
import { openStaging, rightFiles, sessionOf, writeFiles, type Staging } from '../remote/staging';
import { openSwitchboard } from './switchboard';
import type { Site } from './site';

const name = 'staging';

/**
 * An embedded cloud that this process serves and that runs find as somebody else's, with acceptance.yaml and clouds.yaml: unlike
 * the one that a run starts itself, it does not end with the run. It keeps with real time.
 */
export async function openServedSite(): Promise<Site> {
  const staging = await openStaging();
  const switchboard = await openSwitchboard(staging.served.control);
  const folder = staging.folder();
  const files = rightFiles(staging, folder);
  const { commands } = switchboard;
  const [outside = '', ...hosts] = staging.served.hosts;
  await takeOutOfZone(staging, outside);
  const env = writeFiles(folder, {
    ...files,
    acceptance: { ...files.acceptance, hosts, disrupt: hosts, disrupt_cloud: true, process_control: commands },
  });
  const cloud = await openCloud(readParameters({ cloud: name }, env), env);
  return {
    cloud,
    argv: ['--cloud', name],
    env: { ...process.env, ...env },
    bystandersZone: 'nova',
    computeRuns: (host) => Promise.resolve(switchboard.stopped.has(host) ? 'does not run' : 'runs'),
    paths: () => Promise.resolve([`path to Placement: ${switchboard.placement()}`]),
    close: async () => {
      await cloud.close();
      await switchboard.close();
      await staging.close();
    },
  };
}

/** Leaves a host to others: on a cloud of somebody else's the zone of the suite has its own hosts alone. */
async function takeOutOfZone({ served }: Staging, host: string): Promise<void> {
  const clients = new CloudClients(sessionOf(served.access, 'operator', served.people.operator));
  const { aggregates } = clients.compute;
  for (const { id, hosts } of await aggregates.list()) if (hosts.includes(host)) await aggregates.removeHost(id, host);
  clients.close();
}
