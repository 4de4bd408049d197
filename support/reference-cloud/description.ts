import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { PasswordCredentials } from '../api/credentials';
import { Secret } from '../api/secret';
import type { PersonName } from '../contract/person-names';
import { everyPerson } from '../contract/person-names';
import type { Release } from '../contract/release';
import type { CloudSettings } from '../contract/cloud-settings';
import type { CloudTiming } from '../contract/timing';
import { descriptionSchema } from './description-schema';
import { ReferenceCloudError, systemCodeOf } from './failure';
import type { Layout } from './layout';
import { layoutOf } from './layout';
import type { CloudPlan } from './cloud-plan';
import { authUrlOf, names } from './cloud-plan';
import type { NovaDefect } from './nova-defects';
import { mainProcessOf } from './processes/supervisor';
import { defaultReferenceCloudRelease } from './packaged-releases';
import { seededPeople } from '../contract/seeded';
import { checkBy } from '../check';

/** A running reference cloud, as `up` has left it. */
export interface ReferenceCloudDescription {
  readonly release: Release;
  /** Each program and the version of its Debian package. */
  readonly versions: Readonly<Record<string, string>>;
  /** Keystone's address: `http://127.0.0.1:<port>/v3`. */
  readonly authUrl: string;
  readonly region: string;
  readonly people: Readonly<Record<PersonName, PasswordCredentials>>;
  /** The exclusive hosts, all in `resources.zone`. */
  readonly hosts: readonly string[];
  readonly resources: {
    readonly image: string;
    readonly flavor: string;
    readonly flavorLarge: string;
    readonly network: string;
    readonly subnet: string;
    readonly volumeType: string;
    /** The type whose volumes several servers may have at once. */
    readonly volumeTypeMultiattach: string;
    readonly zone: string;
  };
  readonly timing: CloudTiming;
  readonly settings: CloudSettings;
  /** The processes that run besides the nova-compute of each host. */
  readonly services: readonly string[];
  /** The directory of all reference clouds of this machine. */
  readonly directory: string;
  /** What its Nova is broken by on purpose. */
  readonly novaDefect?: NovaDefect;
}

type WrittenPerson = Omit<PasswordCredentials, 'password'> & { readonly password: string };

type WrittenDescription = Omit<ReferenceCloudDescription, 'people'> & {
  readonly people: Readonly<Record<PersonName, WrittenPerson>>;
};

const isWrittenDescription = checkBy<WrittenDescription>(descriptionSchema);

/**
 * The reference cloud of a release that runs on this machine.
 * Throws a {@link ReferenceCloudError} if it is not up, only partly up, or described by something unreadable.
 * @param directory of all reference clouds; the environment's or the default one if it is left out
 */
export function readReferenceCloud(release: Release, directory?: string): ReferenceCloudDescription {
  const layout = layoutOf(release, directory);
  const description = readDescription(layout.description, release);
  const dead = description.services.filter((service) => mainProcessOf(layout, service) === undefined);
  if (dead.length > 0) {
    throw new ReferenceCloudError(
      `the reference cloud ${release} is not up: ${dead.join(', ')} ${dead.length === 1 ? 'does' : 'do'} not run; ` +
        howToStart(release),
    );
  }
  return description;
}

/** Reads a description. Throws a {@link ReferenceCloudError} if the file is missing, not readable, or says something else. */
export function readDescription(file: string, release: Release): ReferenceCloudDescription {
  if (!existsSync(file)) {
    throw new ReferenceCloudError(
      `the reference cloud ${release} is not up (there is no ${file}); ${howToStart(release)}`,
    );
  }
  const written = parse(file);
  if (!isWrittenDescription(written)) {
    throw new ReferenceCloudError(
      `${file} does not describe a reference cloud: ${isWrittenDescription.told('it')}; ` +
        `write it anew with: ${upCommand(release)}`,
    );
  }
  return { ...written, people: everyPerson((name) => withSecret(written.people[name])) };
}

/** Writes the description of a cloud that is up, with mode 0600, whole or not at all. */
export function writeDescription(
  layout: Layout,
  plan: CloudPlan,
  versions: Readonly<Record<string, string>>,
  services: readonly string[],
  directory: string,
): void {
  const description: WrittenDescription = {
    release: plan.release.name,
    versions,
    authUrl: authUrlOf(plan.ports),
    region: names.region,
    people: everyPerson((name) => credentialsOf(plan, name)),
    hosts: plan.hosts,
    resources: {
      image: names.image,
      flavor: names.flavor,
      flavorLarge: names.flavorLarge,
      network: names.network,
      subnet: names.subnet,
      volumeType: names.volumeType,
      volumeTypeMultiattach: names.volumeTypeMultiattach,
      zone: names.zone,
    },
    timing: plan.timing,
    settings: plan.settings,
    services,
    directory,
    ...(plan.novaDefect !== undefined && { novaDefect: plan.novaDefect }),
  };
  const unfinished = `${layout.description}.unfinished`;
  writeFileSync(unfinished, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, layout.description);
}

function howToStart(release: Release): string {
  return `start it with: ${upCommand(release)}`;
}

/** The default release need not be named. */
function upCommand(release: Release): string {
  return `npm run reference -- up${release === defaultReferenceCloudRelease ? '' : ` --release ${release}`}`;
}

function credentialsOf(plan: CloudPlan, name: PersonName): WrittenPerson {
  const { username, project } = seededPeople[name];
  return {
    kind: 'password',
    username,
    userDomain: names.domain,
    password: plan.passwords[name],
    project,
    projectDomain: names.domain,
  };
}

function withSecret(person: WrittenPerson): PasswordCredentials {
  return { ...person, password: new Secret(person.password) };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (systemCodeOf(error) === 'EACCES') {
      throw new ReferenceCloudError(
        `${file} may be read by root only, for it holds passwords; run the command as root`,
      );
    }
    return undefined;
  }
}
