import { CloudClients } from '../../support/api/cloud-clients';
import { Session } from '../../support/api/session';
import { ownerCredentials } from '../api/loopback';
import { Transcript } from '../../support/world/transcript';

/** Asks the cloud at an address as often as it is told, keeps the records as a scenario does, and prints how much memory it took at most. */
async function main(authUrl: string, times: number): Promise<void> {
  const transcript = new Transcript();
  const access = { authUrl, region: 'RegionOne', interface: 'public' } as const;
  const connection = { cloud: 'hostile', access, deadlineSeconds: 60, listener: transcript.listener };
  const { compute, session } = new CloudClients(new Session(connection, 'owner', ownerCredentials));
  for (let time = 0; time < times; time += 1) await compute.servers.list().catch(() => undefined);
  session.close();
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${megabytes} MB, ${transcript.exchanges().length} exchanges`);
}

void main(process.argv[2] ?? '', Number(process.argv[3]));
