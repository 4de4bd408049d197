import { setTimeout as delay } from 'node:timers/promises';
import type { CloudAccess } from '../../api/connection';
import type { Credentials } from '../../api/credentials';
import { capabilities, type Capability, type CloudResources, type CloudUnderTest } from '../cloud';
import { personNames, type PersonName } from '../../contract/person-names';
import { releases, type Release } from '../../contract/release';
import type { CloudSettings } from '../../contract/cloud-settings';
import type { CloudTiming } from '../../contract/timing';
import { acceptanceCloudNames, acceptanceFileOf, readAcceptanceCloud } from './acceptance-yaml';
import type { AcceptanceCloud, AcceptanceEntry } from './acceptance-yaml';
import { readEntry, type Identity, type Unfit } from './cloud-entry';
import { CloudsYaml } from './clouds-yaml';
import { exposuresOf } from './exposure';
import { commandControl, commandsByHand } from './process-control';
import { refuseIfAny, RemoteCloudProblem } from './problem';

/** The environment as the suite was started in. */
type Environment = NodeJS.ProcessEnv;

const pollMilliseconds = 500;

/** The cloud that `OS_CLOUD` names. Throws `RemoteCloudProblem` when it names none. */
export function chosenCloud(env: Environment): string {
  const name = env['OS_CLOUD'];
  if (name !== undefined && name !== '') return name;
  const file = acceptanceFileOf(env);
  const known = acceptanceCloudNames(file).join(', ');
  throw new RemoteCloudProblem(
    `OS_CLOUD should name the cloud to be tested, and is not set; ${file} has: ${known}. Like this: OS_CLOUD=NAME npm run acceptance:cloud`,
  );
}

/** The release of a cloud of acceptance.yaml. Throws `RemoteCloudProblem` with every mistake of that file. */
export function releaseOfRemoteCloud(name: string, env: Environment): Release {
  return releaseOf(readConfiguration(name, env));
}

/**
 * Somebody else's cloud, as acceptance.yaml and clouds.yaml describe it; nothing is sent yet.
 * Throws `RemoteCloudProblem` with everything that is wrong in the files.
 */
export function openRemoteCloud(name: string, env: Environment): CloudUnderTest {
  const configuration = readConfiguration(name, env);
  const { entry } = configuration;
  const identities = readPeople(configuration, CloudsYaml.find({ env }));
  return {
    name,
    kind: 'remote',
    release: releaseOf(configuration),
    access: accessOf(configuration, identities),
    people: credentialsOf(identities),
    resources: resourcesOf(entry),
    hosts: entry.hosts,
    disrupt: new Set(entry.disrupt),
    disruptCloud: entry.disrupt_cloud === true ? 'allowed' : 'not allowed',
    capabilities: capabilitiesOf(configuration),
    timing: timingOf(configuration),
    settings: settingsOf(configuration),
    control: commandControl(configuration),
    byHand: commandsByHand(configuration),
    warnings: exposuresOf([...identities.values()].map(({ secretFile }) => secretFile)),
    beginScenario: () => Promise.resolve(),
    endScenario: () => Promise.resolve(),
    letTimePass: () => delay(pollMilliseconds),
    now: () => performance.now(),
    close: () => Promise.resolve(),
  };
}

function resourcesOf(entry: AcceptanceEntry): CloudResources {
  const { image, flavor, flavor_large: flavorLarge, network, zone } = entry;
  const { volume_type: volumeType, volume_type_multiattach: volumeTypeMultiattach } = entry;
  return {
    image,
    flavor,
    ...(flavorLarge !== undefined && { flavorLarge }),
    network,
    ...(volumeType !== undefined && { volumeType }),
    ...(volumeTypeMultiattach !== undefined && { volumeTypeMultiattach }),
    zone,
  };
}

function readConfiguration(name: string, env: Environment): AcceptanceCloud {
  return readAcceptanceCloud(acceptanceFileOf(env), name);
}

function releaseOf({ entry, placeOf }: AcceptanceCloud): Release {
  const found = releases.find((release) => release === String(entry.release));
  if (found === undefined) throw new RemoteCloudProblem(`${placeOf('release')}: there is no release ${entry.release}`);
  return found;
}

type Identities = ReadonlyMap<PersonName, Identity>;

function readPeople(configuration: AcceptanceCloud, clouds: CloudsYaml): Identities {
  const { name, entry, placeOf } = configuration;
  const found = new Map<PersonName, Identity>();
  const problems: string[] = [];
  for (const person of personNames) {
    const known = entry.people[person];
    if (known === undefined) continue;
    const identity = identityOf(clouds, known);
    if (typeof identity === 'string') problems.push(`${placeOf('people', person)}: ${identity}`);
    else if ('problems' in identity) problems.push(...identity.problems);
    else found.set(person, identity);
  }
  refuseIfAny(`${name} cannot be tested:`, [...new Set(problems)]);
  return found;
}

/** Somebody of clouds.yaml, what is wrong with the entry, or why there is none. */
function identityOf(clouds: CloudsYaml, name: string): Identity | Unfit | string {
  try {
    return readEntry(clouds.entry(name));
  } catch (error) {
    if (error instanceof RemoteCloudProblem) return error.message;
    throw error;
  }
}

/** What the people of one cloud have to agree on; what they sign in with is their own. */
const common: Readonly<Record<string, (access: CloudAccess) => unknown>> = {
  auth_url: ({ authUrl }) => authUrl,
  region_name: ({ region }) => region,
  'interface and *_interface': ({ interface: kind, interfaces = {} }) => [kind, Object.entries(interfaces).sort()],
  '*_endpoint_override': ({ endpoints = {} }) => Object.entries(endpoints).sort(),
  'insecure and verify': ({ tls }) => tls?.servers,
  cacert: ({ tls }) => tls?.authorities,
};

/** The operator's way to the cloud is everybody's, so nobody else's may differ. */
function accessOf({ name, entry, placeOf }: AcceptanceCloud, identities: Identities): CloudAccess {
  const operator = identities.get('operator');
  if (operator === undefined) throw new RemoteCloudProblem(`${placeOf('people')}: people needs "operator"`);
  const problems = [...identities.values()].flatMap(({ name: other, access }) =>
    Object.entries(common)
      .filter(([, of]) => JSON.stringify(of(access)) !== JSON.stringify(of(operator.access)))
      .map(
        ([key]) =>
          `${other} and ${operator.name} of clouds.yaml differ in ${key}; all people of a cloud sign in at the same place`,
      ),
  );
  refuseIfAny(`${name} cannot be tested:`, [...new Set(problems)]);
  return withInterface(operator.access, entry.interface);
}

/** What acceptance.yaml says of interfaces goes before clouds.yaml. */
function withInterface(access: CloudAccess, wanted: AcceptanceEntry['interface']): CloudAccess {
  if (wanted === undefined) return access;
  if (typeof wanted === 'string') return { ...access, interface: wanted, interfaces: {} };
  return { ...access, interfaces: { ...access.interfaces, ...wanted } };
}

function credentialsOf(identities: Identities): Partial<Record<PersonName, Credentials>> {
  return Object.fromEntries([...identities].map(([person, { credentials }]) => [person, credentials]));
}

function capabilitiesOf({ entry }: AcceptanceCloud): ReadonlySet<Capability> {
  const { hosts, disrupt = [], disrupt_cloud: disruptCloud, process_control: control, people } = entry;
  const offered: Partial<Record<Capability, boolean>> = {
    'exclusive-host': disrupt.length > 0,
    'two-hosts': disrupt.length > 1,
    'all-hosts': hosts.every((host) => disrupt.includes(host)),
    'compute-control': disrupt.length > 0 && control?.compute !== undefined,
    'placement-refused': disruptCloud === true && control?.placement !== undefined,
    volumes: entry.volume_type !== undefined,
    'multi-attach': entry.volume_type !== undefined && entry.volume_type_multiattach !== undefined,
    'soft-delete': (entry.settings?.reclaim_instance_interval ?? 0) > 0,
    'keeps-shelved': (entry.settings?.shelved_offload_time ?? 0) !== 0,
    reader: people.reader !== undefined,
    stranger: people.stranger !== undefined,
  };
  return new Set(capabilities.filter((capability) => offered[capability] === true));
}

/** Nova's own defaults hold where nothing is said. */
function timingOf({ entry: { timing = {} } }: AcceptanceCloud): CloudTiming {
  return {
    serviceDownTime: timing.service_down_time ?? 60,
    reportInterval: timing.report_interval ?? 10,
    updateResourcesInterval: timing.update_resources_interval ?? 60,
    rpcResponseTimeout: timing.rpc_response_timeout ?? 60,
  };
}

function settingsOf({ entry: { settings = {} } }: AcceptanceCloud): CloudSettings {
  return {
    reclaimInstanceInterval: settings.reclaim_instance_interval ?? 0,
    shelvedOffloadTime: settings.shelved_offload_time ?? 0,
    serviceTokens: settings.service_tokens ?? 'sent',
    quotaCountedFrom: settings.quota_counted_from ?? 'database',
  };
}
