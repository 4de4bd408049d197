import { randomBytes } from 'node:crypto';
import type { CloudAccess } from '../api/connection';
import type { PasswordCredentials } from '../api/credentials';
import { publicUrls, seedNames } from '../stub/catalog';
import { StubCloud } from '../stub/cloud';
import { defects } from '../stub/defects';
import { Listener } from '../stub/http/listener';
import { playedReleases } from '../stub/releases';
import type { SeamChange } from '../stub/seams';
import type { FreedResource } from '../stub/services';
import { defaultHosts, type StubSettings } from '../stub/settings';
import { makeTlsMaterial } from './certificates';
import { Clockwork } from './clockwork';
import type { Capability, CloudControl, CloudResources, CloudUnderTest, FreeingRequest } from './cloud';
import { makePeople, type EmbeddedPerson } from './embedded-people';
import type { RunParameters } from './parameters';
import type { PersonName } from './people';
import type { Release } from './release';
import { referenceSettings } from './settings';
import { referenceTiming } from './timing';
import { neighbours } from './trouble';

/** The names of the defects that the embedded cloud can be given. */
export const knownDefects: readonly string[] = defects.map(({ name }) => name);

/** The embedded cloud cannot play what was asked for, or work of a scenario outlived it. */
class EmbeddedCloudError extends Error {
  override readonly name = 'EmbeddedCloudError';
}

/** What of the embedded cloud stays when one scenario's cloud gives way to the next one's. */
interface Home {
  readonly listener: Listener;
  readonly people: Readonly<Record<PersonName, EmbeddedPerson>>;
  readonly settings: StubSettings;
  /** The authority that its certificate is of, in PEM; undefined without TLS. */
  readonly authority: string | undefined;
}

/** Where scenarios begin in the cloud's time: always at the same moment, so that a run can be repeated. */
const firstMoment = Date.UTC(2026, 0, 1);

/**
 * Starts the embedded cloud behind a free port of the loopback; each scenario gets a fresh one there.
 * Rejects with `EmbeddedCloudError` for a release that it does not play.
 *
 * @param changes make it behave differently, for tests that have to see that somebody notices
 */
export async function openEmbeddedCloud(
  parameters: RunParameters,
  changes: readonly SeamChange[] = [],
): Promise<CloudUnderTest> {
  const { release, seed, defect } = parameters;
  const home = await openHome({
    release,
    seed,
    port: 0,
    scheme: 'http',
    startsAt: firstMoment,
    hosts: defaultHosts,
    defect,
    changes,
  });
  const scenes = new Scenes(home);
  return {
    name: 'embedded',
    kind: 'embedded',
    release,
    access: accessOf(home),
    people: credentialsOf(home),
    resources,
    hosts: hostsOf(home),
    disrupt: new Set(hostsOf(home)),
    disruptCloud: 'allowed',
    capabilities: capabilitiesOf(home),
    timing: referenceTiming,
    settings: referenceSettings,
    control: controlOf(scenes, home),
    byHand: { startCompute: () => endsWithTheRun, mend: () => endsWithTheRun },
    beginScenario: () => scenes.begin(),
    endScenario: () => scenes.end(),
    letTimePass: () => scenes.now().letTimePass(),
    now: () => scenes.now().now(),
    close: () => scenes.close(),
  };
}

/** What no API can do, done to whichever scenario's cloud is on. */
function controlOf(scenes: Scenes, home: Home): CloudControl {
  return {
    stopCompute: scenes.control(({ control }, host) => {
      control.stopCompute(host);
    }),
    startCompute: scenes.control(({ control }, host) => {
      control.startCompute(host);
    }),
    disturb: scenes.control(({ control }, neighbour, trouble) => {
      control.setPath(pathOf[neighbour], trouble);
    }),
    mend: scenes.control(({ control }, neighbour) => {
      control.setPath(pathOf[neighbour], { kind: 'open' });
    }),
    effects: {
      neighbours,
      begin: () => Promise.resolve(),
      read: () => Promise.resolve(scenes.now().control.freed().map(asFreeing)),
    },
    builds: {
      hold: scenes.control(({ control }, point) => {
        control.holdBuilds(point);
      }),
      release: scenes.control(({ control }) => {
        control.releaseBuilds();
      }),
    },
    failures: {
      failNextBuild: scenes.control(({ control }, where) => {
        control.failNextBuild(where === 'each host' ? hostsOf(home) : where);
      }),
    },
    meetings: {
      meetDeletes: scenes.control(({ control }, count) => {
        control.meetDeletes(count);
      }),
    },
  };
}

/** The stub's name of the path to each neighbour. */
const pathOf = { Placement: 'placement', Neutron: 'network', Glance: 'image', Cinder: 'volume' } as const;

function asFreeing({ path, method, route }: FreedResource): FreeingRequest {
  const neighbour = neighbours.find((each) => pathOf[each] === path);
  if (neighbour === undefined)
    throw new EmbeddedCloudError(`the path ${path} leads to no neighbour that the suite knows`);
  return { neighbour, method, path: route };
}

const endsWithTheRun = 'nothing is to be done: the embedded cloud has ended with the run';

/** What `npm run stub` was asked for. */
export interface EmbeddedCloudOrder {
  readonly release: Release;
  /** 0 for any that is free. */
  readonly port: number;
  /** How many compute hosts. */
  readonly hosts: number;
  /** `https` with a certificate that is made now; the authority to trust is in `access.tls`. */
  readonly scheme: 'http' | 'https';
}

/** An embedded cloud that runs by itself, for any client. */
export interface ServedCloud {
  readonly access: CloudAccess;
  readonly people: Readonly<Record<PersonName, PasswordCredentials>>;
  readonly resources: CloudResources;
  readonly hosts: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts one embedded cloud whose time follows real time, until it is closed. `onFault` is told of each fault of the stub itself.
 * Rejects with `EmbeddedCloudError`, or with `ListenFailed` when the port cannot be had.
 */
export async function serveEmbeddedCloud(
  order: EmbeddedCloudOrder,
  onFault: (fault: Error) => void,
): Promise<ServedCloud> {
  const { release, port, scheme } = order;
  const hosts = Array.from({ length: order.hosts }, (_, index) => ({ ...hostSize, name: `compute-${index + 1}` }));
  const seed = randomBytes(4).readUInt32BE();
  const home = await openHome({ release, port, scheme, hosts, seed, startsAt: Date.now(), defect: undefined });
  const stub = await StubCloud.create(home.settings);
  home.listener.swap((request) => stub.fetch(request));
  const clockwork = new Clockwork(stub, onFault);
  return {
    access: accessOf(home),
    people: credentialsOf(home),
    resources,
    hosts: hostsOf(home),
    close: async () => {
      clockwork.stop();
      stub.dispose();
      await home.listener.close();
    },
  };
}

const hostSize = { vcpus: 1000, memoryMb: 800_000, diskGb: 600_000 };

const resources: CloudResources = {
  image: seedNames.image,
  flavor: seedNames.flavor,
  network: seedNames.network,
  volumeType: seedNames.volumeType,
  volumeTypeMultiattach: seedNames.volumeTypeMultiattach,
  zone: seedNames.zone,
};

/** The clouds of one run, one after another behind the same listener. */
class Scenes {
  readonly #home: Home;
  #current: StubCloud | undefined;
  #former: StubCloud | undefined;
  #knownLate = 0;

  constructor(home: Home) {
    this.#home = home;
  }

  /** Lets a fresh cloud answer. Rejects when work of the scenario before has appeared since. */
  async begin(): Promise<void> {
    this.#refuseLateWork();
    const stub = await StubCloud.create(this.#home.settings);
    this.#home.listener.swap((request) => stub.fetch(request));
    this.#current = stub;
  }

  /** Disposes of the scenario's cloud. Rejects with the names of what was still under way and of the stub's own faults. */
  end(): Promise<void> {
    const stub = this.#current;
    if (stub === undefined) return Promise.resolve();
    this.#current = undefined;
    this.#former = stub;
    stub.dispose();
    const late = stub.lateWork();
    this.#knownLate = late.length;
    const faults = stub
      .faults()
      .map(({ where, error }) => `a fault of the embedded cloud itself (${where}): ${error.message}`);
    return rejectIfAny([...faults, ...late.map(tellLate)]);
  }

  /** The scenario's cloud. Throws between scenarios. */
  now(): StubCloud {
    if (this.#current === undefined) throw new EmbeddedCloudError('the embedded cloud is there during scenarios only');
    return this.#current;
  }

  /** A deed to the cloud of whichever scenario is on when it is done. */
  control<Args extends unknown[]>(act: (stub: StubCloud, ...args: Args) => void): (...args: Args) => Promise<void> {
    return (...args) => {
      act(this.now(), ...args);
      return Promise.resolve();
    };
  }

  /** Ends everything. Rejects when work of the last scenario has appeared since. */
  async close(): Promise<void> {
    this.#current?.dispose();
    await this.#home.listener.close();
    this.#refuseLateWork();
  }

  #refuseLateWork(): void {
    const late = this.#former?.lateWork().slice(this.#knownLate) ?? [];
    this.#former = undefined;
    if (late.length > 0) throw new EmbeddedCloudError(late.map(tellLate).join('\n'));
  }
}

interface HomeOrder extends Pick<StubSettings, 'release' | 'hosts' | 'seed' | 'startsAt' | 'changes'> {
  readonly port: number;
  readonly scheme: 'http' | 'https';
  readonly defect: string | undefined;
}

async function openHome({ port, scheme, defect, ...order }: HomeOrder): Promise<Home> {
  if (!playedReleases.includes(order.release)) {
    throw new EmbeddedCloudError(
      `the embedded cloud does not play ${order.release}; it plays ${playedReleases.join(', ')}`,
    );
  }
  const tls = scheme === 'https' ? makeTlsMaterial(['localhost', '127.0.0.1']) : undefined;
  const listener = await Listener.open(port, tls);
  const people = makePeople();
  const settings: StubSettings = {
    ...order,
    timing: referenceTiming,
    settings: referenceSettings,
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

function accessOf({ listener, authority }: Home): CloudAccess {
  return {
    authUrl: `${publicUrls(listener.origin).identity}/v3`,
    region: 'RegionOne',
    interface: 'public',
    ...(authority === undefined ? {} : { tls: { servers: 'verified', authorities: authority } }),
  };
}

function credentialsOf({ people }: Home): Record<PersonName, PasswordCredentials> {
  const { owner, reader, stranger, operator } = people;
  return {
    owner: owner.credentials,
    reader: reader.credentials,
    stranger: stranger.credentials,
    operator: operator.credentials,
  };
}

function hostsOf({ settings }: Home): readonly string[] {
  return settings.hosts.map(({ name }) => name);
}

function capabilitiesOf({ settings }: Home): ReadonlySet<Capability> {
  const twoHosts: readonly Capability[] = settings.hosts.length > 1 ? ['two-hosts'] : [];
  return new Set<Capability>([
    'exclusive-host',
    'compute-control',
    'placement-refused',
    'placement-error',
    'placement-hang',
    'neutron-error',
    'cinder-error',
    'glance-error',
    'volumes',
    'multi-attach',
    'keeps-shelved',
    'held-build',
    'failing-host',
    'reader',
    'stranger',
    ...twoHosts,
  ]);
}

function tellLate(name: string): string {
  return `the scenario is over, but "${name}" of it still went on`;
}

function rejectIfAny(problems: readonly string[]): Promise<void> {
  return problems.length === 0 ? Promise.resolve() : Promise.reject(new EmbeddedCloudError(problems.join('\n')));
}
