import { osloLimit } from '../http/body-limit';
import { cinderDialect } from '../http/dialects/cinder-dialect';
import type { HttpApplication } from '../http/http-application';
import type { PolicyDefaults } from '../http/policy-defaults';
import { defineService, type ServiceBasics, type ServiceProfile } from '../http/service';
import type { TaskQueue } from '../task-queue';
import { beyondPlay, volumeRoutes } from './routes';
import { isPublic } from './routes/volume-version-routes';
import { healthyVolume, type VolumeSeams } from './seams';
import { type SeedVolumeType, VolumeStore } from './store';

/** In what releases of Cinder differ. */
export interface VolumeTraits {
  /** The newest microversion, like `3.70`. */
  readonly maxMicroversion: string;
  /** `old` where the defaults of before the new roles hold: everybody of a project may change what it has. */
  readonly policyDefaults: PolicyDefaults;
  /** When this Cinder's API was last changed, as its version document says. */
  readonly versionUpdated: string;
}

/** The services that Cinder asks. */
export interface VolumeNeighbours {
  /** Tells whether a server still has an attachment that somebody wants to delete. */
  readonly compute: HttpApplication;
  /** Tells what is written on volumes. */
  readonly image: HttpApplication;
}

/** What an embedded Cinder is made of. */
export interface VolumeOptions extends ServiceBasics {
  readonly traits: VolumeTraits;
  /** Where volumes are made and deleted. */
  readonly queue: TaskQueue;
  readonly neighbours: VolumeNeighbours;
  /** The first is the default. */
  readonly types: readonly SeedVolumeType[];
  readonly seams?: VolumeSeams;
}

/** Cinder, as its routes see it. */
export interface VolumeService extends ServiceBasics {
  readonly store: VolumeStore;
  readonly traits: VolumeTraits;
  readonly queue: TaskQueue;
  readonly neighbours: VolumeNeighbours;
  readonly seams: VolumeSeams;
}

/** An embedded Cinder. */
export interface Volume {
  readonly application: HttpApplication;
}

const define = defineService<VolumeService>(profileOf, volumeRoutes, beyondPlay);

/** Makes an embedded Cinder (reference D.6). */
export function createVolume(options: VolumeOptions): Volume {
  const { clock, ids, publicUrl, onBreakdown, authenticate, traits, queue, neighbours } = options;
  const store = new VolumeStore(ids, options.types);
  const seams = options.seams ?? healthyVolume;
  return {
    application: define({ clock, ids, publicUrl, onBreakdown, authenticate, traits, queue, neighbours, store, seams }),
  };
}

function profileOf({ traits }: VolumeService): ServiceProfile {
  return {
    dialect: cinderDialect,
    microversions: { serviceType: 'volume', minimum: '3.0', maximum: traits.maxMicroversion },
    bodyLimit: osloLimit,
    head: 'as GET',
    isPublic,
    requestIdHeaders: ['x-compute-request-id'],
    versionHeaders: (version) => [
      ['openstack-api-version', `volume ${version.toString()}`],
      ['vary', 'OpenStack-API-Version'],
    ],
  };
}
