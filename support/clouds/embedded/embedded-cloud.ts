import type { CloudControl } from '../../contract/cloud-control';
import { type CloudSettings, referenceCloudSettings, softDeleteSettings } from '../../contract/cloud-settings';
import { timingAmid } from '../../contract/timing';
import { neighbours } from '../../contract/trouble';
import type { SeamChange } from '../../stub/seams';
import { StubCloud } from '../../stub/stub-cloud';
import { defaultHosts } from '../../stub/stub-settings';
import type { Capability, CloudUnderTest } from '../cloud';
import type { RunParameters } from '../parameters';
import { accessOf, credentialsOf, EmbeddedCloudError, type Home, hostsOf, openHome, resourcesOf } from './home';

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
  const { release, seed, defect, background = 'in-turn', latency = 0 } = parameters;
  const home = await openHome({
    release,
    seed,
    port: 0,
    scheme: 'http',
    startsAt: firstMoment,
    hosts: defaultHosts,
    hostsAre: 'set aside',
    defect,
    disorder: { background, latencySeconds: latency },
    changes,
  });
  const scenes = new Scenes(home);
  return {
    name: 'embedded',
    kind: 'embedded',
    release,
    access: accessOf(home),
    people: credentialsOf(home),
    resources: resourcesOf(home),
    hosts: hostsOf(home),
    disrupt: new Set(hostsOf(home)),
    disruptCloud: 'allowed',
    capabilities: capabilitiesOf(home),
    timing: timingAmid(latency),
    get settings() {
      return scenes.settings;
    },
    control: controlOf(scenes),
    byHand: { startCompute: () => endsWithTheRun, mend: () => endsWithTheRun },
    beginScenario: (tags = []) =>
      scenes.begin(tags.includes('@soft-delete') ? softDeleteSettings : referenceCloudSettings),
    endScenario: () => scenes.end(),
    letTimePass: () => scenes.now().letTimePass(),
    now: () => scenes.now().now(),
    close: () => scenes.close(),
  };
}

/** What no API can do, done to whichever scenario's cloud is on. */
function controlOf(scenes: Scenes): CloudControl {
  return {
    stopCompute: scenes.control(({ control }, host) => {
      control.stopCompute(host);
    }),
    killCompute: scenes.control(({ control }, host) => {
      control.killCompute(host);
    }),
    startCompute: scenes.control(({ control }, host) => {
      control.startCompute(host);
    }),
    disturb: scenes.control(({ control }, neighbour, trouble) => {
      control.setPath(neighbour, trouble);
    }),
    mend: scenes.control(({ control }, neighbour) => {
      control.setPath(neighbour, { kind: 'open' });
    }),
    effects: {
      neighbours,
      begin: () => Promise.resolve(),
      read: () => Promise.resolve(scenes.now().control.freeing('passed')),
      stopped: () => Promise.resolve(scenes.now().control.freeing('stopped')),
    },
    builds: {
      paths: [],
      hold: scenes.control(({ control }, point) => {
        control.holdBuilds(point);
      }),
      release: scenes.control(({ control }) => {
        control.releaseBuilds();
      }),
      fail: scenes.control(({ control }) => {
        control.failBuilds();
      }),
    },
    meetings: {
      meetDeletes: scenes.control(({ control }, count) => {
        control.meetDeletes(count);
      }),
    },
    refuseCredentialsForPlacement: scenes.control(({ control }) => {
      control.refuseCredentialsForPlacement();
    }),
    holdAllocationWrites: scenes.control(({ control }) => {
      control.setPath('Placement', { kind: 'hold writes', below: '/allocations/' });
    }),
    expiredToken: (holder) => Promise.resolve(scenes.now().control.expiredToken(holder)),
    novaManage: { audit: () => scenes.now().control.audit() },
    removals: {
      computeIsRunning: (host) => Promise.resolve(scenes.now().control.computeIsRunning(host)),
      reinstall: scenes.control(({ control }, host) => {
        control.reinstallCompute(host);
      }),
      discoverHosts: () => Promise.resolve(),
    },
  };
}

const endsWithTheRun = 'nothing is to be done: the embedded cloud has ended with the run';

/** The clouds of one run, one after another behind the same listener. */
class Scenes {
  readonly #home: Home;
  #current: StubCloud | undefined;
  #former: StubCloud | undefined;
  #knownLate = 0;
  /** Those of the scenario that began last. */
  settings: CloudSettings = referenceCloudSettings;

  constructor(home: Home) {
    this.#home = home;
  }

  /** Lets a fresh cloud with these settings answer. Rejects when work of the scenario before has appeared since. */
  async begin(settings: CloudSettings): Promise<void> {
    this.#refuseLateWork();
    this.settings = settings;
    const stub = await StubCloud.create({ ...this.#home.settings, settings });
    this.#home.listener.swap((request) => stub.fetch(request));
    this.#current = stub;
  }

  /** Disposes of the scenario's cloud. Rejects with the names of what was still under way and of the stub's own breakdowns. */
  end(): Promise<void> {
    const stub = this.#current;
    if (stub === undefined) return Promise.resolve();
    this.#current = undefined;
    this.#former = stub;
    stub.dispose();
    const late = stub.lateWork();
    this.#knownLate = late.length;
    const breakdowns = stub
      .breakdowns()
      .map(({ where, error }) => `a fault of the embedded cloud itself (${where}): ${error.message}`);
    return rejectIfAny([...breakdowns, ...late.map(tellLate)]);
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

function capabilitiesOf({ settings }: Home): ReadonlySet<Capability> {
  const twoHosts: readonly Capability[] = settings.hosts.length > 1 ? ['two-hosts'] : [];
  return new Set<Capability>([
    'exclusive-host',
    'all-hosts',
    'compute-control',
    'placement-refused',
    'placement-error',
    'placement-hang',
    'placement-held',
    'placement-sign-in',
    'neutron-error',
    'cinder-error',
    'glance-error',
    'volumes',
    'multi-attach',
    'keeps-shelved',
    'removes-host',
    'soft-delete',
    'held-build',
    'nova-manage',
    'expired-token',
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
