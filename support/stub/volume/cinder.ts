import type { Caller } from '../http/authentication';
import type { ServiceBasics } from '../http/call';
import type { HttpApplication } from '../http/http-application';
import type { PolicyDefaults } from '../http/policy-defaults';
import type { Operation } from '../operation';
import type { TaskQueue } from '../task-queue';
import type { AttachmentRecord, VolumeRecord, VolumeStore } from './store';

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

/** Cinder, as its routes see it. */
export interface VolumeService extends ServiceBasics {
  readonly store: VolumeStore;
  readonly traits: VolumeTraits;
  readonly queue: TaskQueue;
  readonly neighbours: VolumeNeighbours;
  readonly seams: VolumeSeams;
}

/** What a release, a defect or a test may replace in Cinder. */
export interface VolumeSeams {
  readonly rules: VolumeRules;
  readonly operations: {
    readonly deleteVolume: Operation<DeleteVolumeContext, DeleteVolumeStep>;
    readonly deleteAttachment: Operation<DeleteAttachmentContext, DeleteAttachmentStep>;
  };
}

/** The rules of Cinder's policy, as far as volumes and their attachments go. */
export interface VolumeRules {
  /**
   * Whether somebody knows of the volumes that a project has: everybody of the project, and administrators. To all others
   * they are not there.
   */
  readonly owns: (caller: Caller, projectId: string) => boolean;
  /** Whether somebody may make, change or delete what a project has; since the new defaults a reader may not. */
  readonly mayChange: (caller: Caller, projectId: string | undefined, traits: VolumeTraits) => boolean;
  /** Whether a request comes from a service, which knows what it does (`cinder/volume/api.py:is_service_request`). */
  readonly isService: (caller: Caller) => boolean;
}

/** A request that deletes a volume. */
export interface DeleteVolumeContext {
  readonly service: VolumeService;
  readonly volume: VolumeRecord;
}

/** The steps of `DELETE /v3/{project}/volumes/{volume}`. */
export type DeleteVolumeStep = 'refuseInUse' | 'mark' | 'remove';

/** A request that deletes an attachment. */
export interface DeleteAttachmentContext {
  readonly service: VolumeService;
  readonly caller: Caller;
  readonly attachment: AttachmentRecord;
}

/** The steps of `DELETE /v3/{project}/attachments/{attachment}`. */
export type DeleteAttachmentStep = 'refuseInUse' | 'remove' | 'freeVolume';
