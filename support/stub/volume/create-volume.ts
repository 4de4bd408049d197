import { osloLimit } from '../http/body-limit';
import type { ServiceBasics, ServiceProfile } from '../http/call';
import { defineService } from '../http/define-service';
import { cinderDialect } from '../http/dialects/cinder-dialect';
import type { HttpApplication } from '../http/http-application';
import type { TaskQueue } from '../task-queue';
import type { VolumeNeighbours, VolumeSeams, VolumeService, VolumeTraits } from './cinder';
import { healthyVolume } from './healthy-volume';
import { beyondPlay, volumeRoutes } from './routes';
import { isPublic } from './routes/volume-version-routes';
import { type SeedVolumeType, VolumeStore } from './store';

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
