import { randomBytes } from 'node:crypto';
import type { CloudAccess } from '../../api/connection';
import type { PasswordCredentials } from '../../api/credentials';
import { everyPerson, type PersonName } from '../../contract/person-names';
import type { Release } from '../../contract/release';
import { seededNames } from '../../contract/seeded';
import { referenceCloudSettings } from '../../contract/cloud-settings';
import { timingAmid } from '../../contract/timing';
import { defaultZone } from '../../stub/compute/store';
import { Listener, ListenFailed } from '../../stub/http/listener';
import { playedReleases } from '../../stub/release-profiles';
import { publicUrls } from '../../stub/seeds';
import type { StubSettings } from '../../stub/stub-settings';
import type { CloudResources } from '../cloud';
import { makeTlsMaterial } from './certificates';
import { type EmbeddedPerson, makePeople } from './embedded-people';

/** The embedded cloud cannot play what was asked for, or work of a scenario outlived it. */
export class EmbeddedCloudError extends Error {
  override readonly name = 'EmbeddedCloudError';
}

/** What of an embedded cloud stays when one scenario's cloud gives way to the next one's: its address and its people. */
export interface Home {
  readonly listener: Listener;
  readonly people: Readonly<Record<PersonName, EmbeddedPerson>>;
  readonly settings: StubSettings;
  /** The authority that its certificate is of, in PEM; undefined without TLS. */
  readonly authority: string | undefined;
}

/** What is on every embedded cloud, by name. */
const resources: Omit<CloudResources, 'zone'> = {
  image: seededNames.image,
  flavor: seededNames.flavor,
  network: seededNames.network,
  volumeType: seededNames.volumeType,
  volumeTypeMultiattach: seededNames.volumeTypeMultiattach,
};

/** What a home is opened for. */
export interface HomeOrder extends Pick<
  StubSettings,
  'release' | 'hosts' | 'hostsAre' | 'seed' | 'startsAt' | 'changes' | 'disorder'
> {
  /** 0 for any that is free. */
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** The name of a known bug that its clouds are given. */
  readonly defect: string | undefined;
}

/** The releases that the embedded cloud plays, oldest first. */
export const embeddedReleases: readonly Release[] = playedReleases;

/** Opens the listener and makes the people. Rejects with {@link EmbeddedCloudError} for a release that no embedded cloud plays and a port that cannot be had. */
export async function openHome({ port, scheme, defect, ...order }: HomeOrder): Promise<Home> {
  if (!playedReleases.includes(order.release)) {
    throw new EmbeddedCloudError(
      `the embedded cloud does not play ${order.release}; it plays ${playedReleases.join(', ')}`,
    );
  }
  const tls = scheme === 'https' ? makeTlsMaterial(['localhost', '127.0.0.1']) : undefined;
  const listener = await Listener.open(port, tls).catch(explain);
  const people = makePeople();
  const settings: StubSettings = {
    ...order,
    timing: timingAmid(order.disorder?.latencySeconds ?? 0),
    settings: referenceCloudSettings,
    people: Object.values(people).map(({ credentials, roles }) => ({
      name: credentials.username,
      password: credentials.password.reveal(),
      project: credentials.project,
      roles,
    })),
    servicePassword: randomBytes(18).toString('base64url'),
    origin: listener.origin,
    defects: defect === undefined ? [] : [defect],
  };
  return { listener, people, settings, authority: tls?.authority };
}

function explain(error: unknown): never {
  throw error instanceof ListenFailed ? new EmbeddedCloudError(error.message, { cause: error }) : error;
}

/** What is on the cloud, by name. */
export function resourcesOf({ settings }: Home): CloudResources {
  return { ...resources, zone: settings.hostsAre === 'set aside' ? seededNames.zone : defaultZone };
}

/** Where and how the cloud is reached. */
export function accessOf({ listener, authority }: Home): CloudAccess {
  return {
    authUrl: `${publicUrls(listener.origin).identity}/v3`,
    region: seededNames.region,
    interface: 'public',
    ...(authority === undefined ? {} : { tls: { servers: 'verified', authorities: authority } }),
  };
}

/** What its people sign in with. */
export function credentialsOf({ people }: Home): Record<PersonName, PasswordCredentials> {
  return everyPerson((name) => people[name].credentials);
}

/** The names of its hosts. */
export function hostsOf({ settings }: Home): readonly string[] {
  return settings.hosts.map(({ name }) => name);
}
