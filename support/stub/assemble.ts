import type { FreeingRequest } from '../contract/cloud-control';
import { seededNames } from '../contract/seeded';
import type { Neighbour } from '../contract/trouble';
import { Barrier, type BarrierEnd } from './barrier';
import type { BreakdownLog } from './breakdowns';
import { type Compute, createCompute, type NeighbourBarriers, type SeedZone } from './compute/create-compute';
import { defaultZone } from './compute/store';
import { findDefect } from './defects';
import { takesAway } from './freed';
import { HeldBuilds } from './held-builds';
import { createAuthenticator } from './http/authentication';
import type { HttpApplication } from './http/http-application';
import { mount } from './http/mount';
import { IdSource } from './id-source';
import { createIdentity, type Identity } from './identity/create-identity';
import { serviceUser } from './identity/seed-people';
import { createImage } from './image/create-image';
import { Latency } from './latency';
import { MeetingDeletes } from './meeting-deletes';
import { createNetwork } from './network/create-network';
import { createPlacement } from './placement/create-placement';
import { type ReleaseProfile, releaseProfile, seamsOf } from './release-profiles';
import { applyChanges } from './seams';
import {
  catalogOf,
  prefixes,
  publicUrls,
  seedFlavors,
  seedImage,
  seedNetwork,
  seedQuota,
  seedVolumeTypes,
} from './seeds';
import type { StubSettings } from './stub-settings';
import type { StubTime } from './stub-time';
import { createVolume } from './volume/create-volume';

/** The services of an embedded cloud, wired. */
export interface AssembledServices {
  /** All of them, by the prefix of the path. */
  readonly root: HttpApplication;
  readonly compute: Compute;
  readonly barriers: Readonly<Record<Neighbour | 'placementSignIn', Barrier>>;
  /** What Nova has freed at its neighbours so far, and what it wanted to and could not, in order. */
  readonly freeing: Readonly<Record<BarrierEnd, readonly FreeingRequest[]>>;
  readonly heldBuilds: HeldBuilds;
  readonly meetingDeletes: MeetingDeletes;
  readonly identity: Pick<Identity, 'expiredToken'>;
}

/** Makes the services of a cloud and the paths between them. Throws a RangeError for an unknown release or defect. */
export function assemble(settings: StubSettings, time: StubTime, breakdowns: BreakdownLog): AssembledServices {
  const parts = { settings, time, breakdowns, urls: publicUrls(settings.origin) };
  const profile = releaseProfile(settings.release);
  const defects = settings.defects.map((name) => findDefect(name).change);
  const heldBuilds = new HeldBuilds(time.queue);
  const meetingDeletes = new MeetingDeletes();
  const controlled = [...heldBuilds.changes, meetingDeletes.change];
  const changes = [...defects, ...(settings.changes ?? []), ...controlled];
  const seams = applyChanges(seamsOf(profile), changes);
  const latency = new Latency(time, settings.seed, settings.disorder?.latencySeconds ?? 0);
  const identity = watchChanges(makeIdentity(parts, profile));
  const basics = basicsOf(parts, identity);
  const placement = createPlacement({ ...basics('placement'), traits: profile.placement, seams: seams.placement });
  const owner = identity.projectId(novaUser.project);
  const image = createImage({ ...basics('image'), images: [seedImage(owner)] });
  const networks = [seedNetwork(owner)];
  const network = createNetwork({ ...basics('network'), traits: profile.network, networks });
  const freeing: Record<BarrierEnd, FreeingRequest[]> = { passed: [], stopped: [] };
  const volume = createVolume({
    ...basics('volume'),
    traits: profile.volume,
    queue: time.queue,
    neighbours: { compute: (request) => compute.application(request), image: image.application },
    types: seedVolumeTypes,
    seams: seams.volume,
  });
  const barrier = (name: string, { application }: { readonly application: HttpApplication }, neighbour?: Neighbour) =>
    new Barrier(`nova to ${name}`, latency.before(application), time, neighbourTimeoutSeconds, (request, end) => {
      if (neighbour === undefined || !takesAway(request)) return;
      freeing[end].push({ neighbour, method: request.method, path: new URL(request.url).pathname });
    });
  const neighbours = {
    identity: barrier('keystone', identity),
    placementSignIn: barrier('keystone for placement', identity),
    placement: barrier('placement', placement, 'Placement'),
    image: barrier('glance', image, 'Glance'),
    network: barrier('neutron', network, 'Neutron'),
    volume: barrier('cinder', volume, 'Cinder'),
  };
  const compute: Compute = createCompute({
    ...basics('compute'),
    time,
    seams: seams.compute,
    timing: settings.timing,
    ratios: settings.ratios ?? profile.ratios,
    defaultScheduleZone: settings.hostsAre === 'set aside' ? defaultZone : null,
    shelvedOffloadTime: settings.settings.shelvedOffloadTime,
    reclaimInstanceInterval: settings.settings.reclaimInstanceInterval,
    serviceTokens: settings.settings.serviceTokens,
    quota: seedQuota,
    neighbours,
    serviceUser: { ...novaUser, password: settings.servicePassword },
    hosts: settings.hosts,
    zones: zonesOf(settings),
    flavors: seedFlavors,
  });
  const root = latency.before(mountAll({ identity, placement, image, network, volume, compute }));
  return { root, compute, barriers: disturbable(neighbours), freeing, heldBuilds, meetingDeletes, identity };
}

function disturbable({
  placement,
  network,
  image,
  volume,
  placementSignIn,
}: NeighbourBarriers): AssembledServices['barriers'] {
  return { Placement: placement, Neutron: network, Glance: image, Cinder: volume, placementSignIn };
}

function zonesOf({ hosts, hostsAre }: StubSettings): readonly SeedZone[] {
  return hostsAre === 'set aside' ? [{ name: seededNames.zone, hosts: hosts.map(({ name }) => name) }] : [];
}

/** Nova's own user in Keystone, as `serviceUser` makes it. */
const novaUser = { name: 'nova', project: 'service', domain: 'Default' } as const;

/** How long Nova waits for a neighbour's answer, in seconds of the stub's time. */
const neighbourTimeoutSeconds = 60;

type ServiceName = keyof typeof prefixes;

interface Parts {
  readonly settings: StubSettings;
  readonly time: StubTime;
  readonly breakdowns: BreakdownLog;
  readonly urls: Readonly<Record<ServiceName, string>>;
}

function makeIdentity(parts: Parts, profile: ReleaseProfile): Identity {
  const { settings, time, urls } = parts;
  return createIdentity({
    clock: time.clock,
    ids: idsOf(parts, 'identity'),
    publicUrl: urls.identity,
    onBreakdown: onBreakdown(parts, 'identity'),
    traits: profile.identity,
    people: [serviceUser(novaUser.name, settings.servicePassword, profile.serviceRoles), ...settings.people],
    catalog: catalogOf(urls),
  });
}

/** A Keystone that tells how often somebody has begun or ended to change something there; signing in changes nothing. */
type WatchedIdentity = Identity & { readonly changes: () => number };

function watchChanges(identity: Identity): WatchedIdentity {
  let changes = 0;
  const application: HttpApplication = async (request) => {
    if (!mayChange(request)) return identity.application(request);
    changes++;
    try {
      return await identity.application(request);
    } finally {
      changes++;
    }
  };
  return { ...identity, application, changes: () => changes };
}

function mayChange({ method, url }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return method !== 'POST' || !url.endsWith('/v3/auth/tokens');
}

/** What every service but Keystone is given. */
function basicsOf(parts: Parts, identity: WatchedIdentity) {
  const { time, urls } = parts;
  const authenticate = createAuthenticator({
    identity: identity.application,
    identityUrl: urls.identity,
    memory: { changes: identity.changes, now: () => time.clock.now() },
  });
  return (service: ServiceName) => ({
    clock: time.clock,
    ids: idsOf(parts, service),
    publicUrl: urls[service],
    onBreakdown: onBreakdown(parts, service),
    authenticate,
  });
}

/** Each service draws its identifiers for itself, so that those of one do not depend on requests to another. */
function idsOf({ settings }: Parts, service: ServiceName): IdSource {
  return new IdSource(settings.seed * services.length + services.indexOf(service));
}

const services: readonly string[] = Object.keys(prefixes);

function onBreakdown({ breakdowns }: Parts, service: ServiceName): (error: unknown) => void {
  return (error) => {
    breakdowns.record(service, error);
  };
}

function mountAll(
  applications: Readonly<Record<ServiceName, { readonly application: HttpApplication }>>,
): HttpApplication {
  return mount({
    [prefixes.identity]: applications.identity.application,
    [prefixes.compute]: applications.compute.application,
    [prefixes.placement]: applications.placement.application,
    [prefixes.image]: applications.image.application,
    [prefixes.network]: applications.network.application,
    [prefixes.volume]: applications.volume.application,
  });
}
