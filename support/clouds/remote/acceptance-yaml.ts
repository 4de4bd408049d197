import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EndpointInterface } from '../../api/connection';
import { isRecord } from '../../api/decode';
import type { ServiceType } from '../../api/exchange';
import { nearest, offer } from '../../nearest';
import type { PersonName } from '../../contract/person-names';
import type { Release } from '../../contract/release';
import { refuseIfAny, RemoteCloudProblem } from './problem';
import { tellMistakes } from './schema-mistakes';
import { YamlFile } from './yaml-file';
import { checkBy } from '../../check';

/** What acceptance.yaml says of one cloud, in its own names; times are in seconds. */
export interface AcceptanceEntry {
  /** Names of clouds in clouds.yaml. */
  readonly people: { readonly owner: string; readonly operator: string } & Readonly<
    Partial<Record<PersonName, string>>
  >;
  /** A number where YAML takes it for one. */
  readonly release: Release | number;
  readonly image: string;
  readonly flavor: string;
  readonly flavor_large?: string;
  readonly network: string;
  /** Without it there are no volumes for the suite. */
  readonly volume_type?: string;
  readonly volume_type_multiattach?: string;
  readonly zone: string;
  readonly interface?: EndpointInterface | Readonly<Partial<Record<ServiceType, EndpointInterface>>>;
  readonly hosts: readonly string[];
  readonly disrupt?: readonly string[];
  readonly disrupt_cloud?: boolean;
  readonly process_control?: {
    readonly compute?: { readonly stop: CommandTemplate; readonly start: CommandTemplate };
    readonly placement?: { readonly refuse: CommandTemplate; readonly mend: CommandTemplate };
  };
  readonly timing?: Readonly<Partial<Record<TimingOption, number>>>;
  readonly settings?: {
    readonly reclaim_instance_interval?: number;
    readonly shelved_offload_time?: number;
    readonly service_tokens?: 'sent' | 'not sent';
    readonly quota_counted_from?: 'database' | 'placement';
  };
}

/** A program and its arguments, with `{host}` where the host's name belongs; no shell reads them. */
export interface CommandTemplate {
  readonly run: readonly string[];
  /** How long it may take; 60 when left out. */
  readonly seconds?: number;
}

type TimingOption = 'service_down_time' | 'report_interval' | 'update_resources_interval' | 'rpc_response_timeout';

/** One cloud of acceptance.yaml, and where its parts stand. */
export interface AcceptanceCloud {
  readonly name: string;
  readonly entry: AcceptanceEntry;
  /** The place of a part of the entry: `acceptance.yaml, line 3, column 5`. */
  readonly placeOf: (...path: (string | number)[]) => string;
}

/** The schema of acceptance.yaml, for editors too. */
export const acceptanceSchemaFile = join(__dirname, '..', '..', '..', 'config', 'acceptance.schema.json');

/** The clouds that the project starts itself. */
const ownClouds = ['embedded', 'reference'];

/** Names that `--cloud` gives another meaning. */
const reserved = [...ownClouds, 'remote'];

/** Where acceptance.yaml is: `ACCEPTANCE_CONFIG`, or in the folder where the suite runs. */
export function acceptanceFileOf(env: NodeJS.ProcessEnv): string {
  const named = env['ACCEPTANCE_CONFIG'];
  return named === undefined || named === '' ? 'acceptance.yaml' : named;
}

/**
 * The cloud of that name in the file. Throws `RemoteCloudProblem` with every mistake of the file, or when it has no such cloud.
 */
export function readAcceptanceCloud(file: string, name: string): AcceptanceCloud {
  if (!existsSync(file) && nearest(name, ownClouds) !== undefined) {
    throw new RemoteCloudProblem(`there is no cloud "${name}": ${offer(name, ownClouds)}`);
  }
  const yaml = readFile(file);
  const clouds = cloudsOf(yaml);
  const entry = clouds.get(name);
  if (entry === undefined) {
    throw new RemoteCloudProblem(`${file} has no cloud "${name}": ${offer(name, [...clouds.keys(), ...ownClouds])}`);
  }
  const cloud: AcceptanceCloud = { name, entry, placeOf: (...path) => yaml.placeOf([name, ...path]) };
  refuseIfAny(`${name} cannot be tested:`, strayHosts(cloud));
  return cloud;
}

/** The names of the clouds in the file. Throws `RemoteCloudProblem`. */
export function acceptanceCloudNames(file: string): string[] {
  return [...cloudsOf(readFile(file)).keys()];
}

function readFile(file: string): YamlFile {
  try {
    return YamlFile.read(file);
  } catch (error) {
    if (!(error instanceof RemoteCloudProblem) || !error.message.startsWith('there is no file')) throw error;
    throw new RemoteCloudProblem(
      `${error.message}: it says which cloud may be tested and what may be disturbed there. ` +
        'Copy docs/acceptance.example.yaml to acceptance.yaml and change it, or name a file with ACCEPTANCE_CONFIG',
    );
  }
}

function cloudsOf(yaml: YamlFile): Map<string, AcceptanceEntry> {
  const { value } = yaml;
  if (value === null || value === undefined) {
    throw new RemoteCloudProblem(`${yaml.file} is empty; docs/acceptance.example.yaml shows what belongs into it`);
  }
  if (!isAcceptance(value)) {
    refuseIfAny(`${yaml.file} has mistakes:`, tellMistakes(isAcceptance.errors(), yaml, 'values are shown'));
    return new Map();
  }
  const taken = reserved.filter((name) => name in value);
  refuseIfAny(
    `${yaml.file} has mistakes:`,
    taken.map((name) => `${yaml.placeOf([name])}: a cloud cannot be called ${name}, for that means another one here`),
  );
  return new Map(Object.entries(value));
}

function strayHosts({ entry, placeOf }: AcceptanceCloud): string[] {
  const stray = (entry.disrupt ?? [])
    .map((host, index) => ({ host, index }))
    .filter(({ host }) => !entry.hosts.includes(host));
  return stray.map(
    ({ host, index }) =>
      `${placeOf('disrupt', index)}: ${host} is to be disturbed, but is none of the hosts set aside: ${offer(host, entry.hosts)}`,
  );
}

const isAcceptance = checkBy<Readonly<Record<string, AcceptanceEntry>>>(readSchema(), {
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
});

function readSchema(): Readonly<Record<string, unknown>> {
  const schema: unknown = JSON.parse(readFileSync(acceptanceSchemaFile, 'utf8'));
  if (!isRecord(schema)) throw new Error(`${acceptanceSchemaFile} is no JSON schema`);
  return schema;
}
