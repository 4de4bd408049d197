import type { Caller } from '../http/authentication';
import type { ServiceBasics } from '../http/call';
import type { HttpApplication } from '../http/http-application';
import type { PolicyDefaults } from '../http/policy-defaults';
import type { Operation } from '../operation';
import type { TaskQueue } from '../task-queue';
import type { AttachmentRecord, VolumeStore } from './store';

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
  readonly rules: {
    /** Whether a request comes from a service, which knows what it does (`cinder/volume/api.py:is_service_request`). */
    readonly isService: (caller: Caller) => boolean;
  };
  readonly operations: {
    readonly deleteAttachment: Operation<DeleteAttachmentContext, DeleteAttachmentStep>;
  };
}

/** A request that deletes an attachment. */
export interface DeleteAttachmentContext {
  readonly service: VolumeService;
  readonly caller: Caller;
  readonly attachment: AttachmentRecord;
}

/** The steps of `DELETE /v3/{project}/attachments/{attachment}`. */
export type DeleteAttachmentStep = 'refuseInUse' | 'remove' | 'freeVolume';
