import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { CloudAccess } from '../../support/api/connection';
import type { Credentials } from '../../support/api/credentials';
import type { ServiceType } from '../../support/api/exchange';
import { Session } from '../../support/api/session';
import { serveEmbeddedCloud, type ServedCloud } from '../../support/clouds/embedded/served-cloud';
import { personNames, type PersonName } from '../../support/contract/person-names';
import { openFront, type Front, type FrontOrder } from './front';

/** The services of an embedded cloud. */
const serviceTypes = [
  'identity',
  'compute',
  'placement',
  'image',
  'network',
  'volumev3',
] as const satisfies readonly ServiceType[];

/** Somebody else's cloud, played by an embedded one that keeps with real time behind a front with TLS. */
export interface Staging {
  readonly served: ServedCloud;
  readonly front: Front;
  /** A new folder for the files of one test. */
  folder(): string;
  close(): Promise<void>;
}

/** Starts such a cloud with three hosts. */
export async function openStaging(catalog: FrontOrder['catalog'] = 'rewritten'): Promise<Staging> {
  const served = await serveEmbeddedCloud(
    { release: '2025.1', port: 0, hosts: 3, hostsAre: 'set aside', scheme: 'http' },
    (fault) => {
      throw fault;
    },
  );
  const services = await addressesOf(served);
  const front = await openFront({ services, catalog });
  const folders: string[] = [];
  return {
    served,
    front,
    folder: () => {
      const folder = mkdtempSync(join(tmpdir(), 'staging-'));
      folders.push(folder);
      return folder;
    },
    close: async () => {
      await front.close();
      await served.close();
      for (const folder of folders) rmSync(folder, { recursive: true });
    },
  };
}

async function addressesOf({ access, people }: ServedCloud): Promise<Record<string, string>> {
  const session = sessionOf(access, 'operator', people.operator);
  const addresses: Record<string, string> = {};
  for (const service of serviceTypes) {
    addresses[service] = (await session.endpoint(service)).replace(/\/v(2\.1|3)(\/[0-9a-f]{32})?$/, '');
  }
  session.close();
  return addresses;
}

/** A session that nobody listens to. */
export function sessionOf(access: CloudAccess, person: string, credentials: Credentials): Session {
  return new Session({ cloud: 'staging', access, deadlineSeconds: 10, listener: () => undefined }, person, credentials);
}

/** What stands in clouds.yaml and acceptance.yaml, to be changed by a test before it is written. */
export interface Files {
  readonly clouds: Record<PersonName, Record<string, unknown> & { auth: Record<string, unknown> }>;
  readonly acceptance: Record<string, unknown>;
  readonly cacert: string;
}

/** The files of an operator who has done everything right. */
export function rightFiles({ served, front }: Staging, folder: string): Files {
  const cacert = join(folder, 'authority.pem');
  const entry = (name: PersonName) => {
    const { username, password, project } = served.people[name];
    return {
      auth: {
        auth_url: `${front.urlOf('identity')}/v3`,
        username,
        password: password.reveal(),
        project_name: project,
        user_domain_name: 'Default',
        project_domain_name: 'Default',
      },
      region_name: 'RegionOne',
      cacert,
    };
  };
  const [owner, reader, stranger, operator] = personNames;
  const { image, flavor, network, volumeType, volumeTypeMultiattach, zone } = served.resources;
  return {
    clouds: { owner: entry(owner), reader: entry(reader), stranger: entry(stranger), operator: entry(operator) },
    acceptance: {
      people: { owner: 'owner', operator: 'operator', reader: 'reader', stranger: 'stranger' },
      release: '2025.1',
      image,
      flavor,
      network,
      volume_type: volumeType,
      volume_type_multiattach: volumeTypeMultiattach,
      zone,
      interface: { placement: 'internal' },
      hosts: [...served.hosts],
      disrupt: [...served.hosts],
      timing: { service_down_time: 6, report_interval: 1, update_resources_interval: 5, rpc_response_timeout: 30 },
      settings: { shelved_offload_time: -1 },
    },
    cacert: front.authority,
  };
}

/** Writes the files into the folder and gives the environment of who uses them. */
export function writeFiles(folder: string, { clouds, acceptance, cacert }: Files): NodeJS.ProcessEnv {
  const [cloudsFile, acceptanceFile] = [join(folder, 'clouds.yaml'), join(folder, 'acceptance.yaml')];
  writeFileSync(cloudsFile, stringify({ clouds }));
  writeFileSync(acceptanceFile, stringify({ staging: acceptance }));
  writeFileSync(join(folder, 'authority.pem'), cacert);
  return { OS_CLOUD: 'staging', OS_CLIENT_CONFIG_FILE: cloudsFile, ACCEPTANCE_CONFIG: acceptanceFile };
}
