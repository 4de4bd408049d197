import type { BuildMessage } from '../host/host-process';
import type { RequestSpec, Server } from '../records';
import type { RequestContext } from '../request-context';
import type { Selection } from '../scheduler/scheduling';

/** One server of a create request. */
export interface BuildOrder {
  readonly server: Server;
  readonly spec: RequestSpec;
}

/** What the conductor works on: all servers of one create request. */
export interface BuildServersContext {
  readonly request: RequestContext;
  readonly orders: readonly BuildOrder[];
  /** By server; those whose build request went meanwhile drop out. */
  readonly destinations: Map<string, string>;
  /** By server: the hosts that may try after that one. */
  readonly alternates: Map<string, readonly Selection[]>;
}

/** The steps of a build in the conductor, in order. */
export type BuildServersStep = 'selectHosts' | 'dropDeleted' | 'createInCell' | 'castToHosts';

/** What is dropped of a build whose server the user has deleted meanwhile. */
export interface DropBuildContext extends BuildServersContext {
  readonly server: Server;
}

/** The steps of that, in order. */
export type DropBuildStep = 'forget' | 'freeAllocations';

/** What the conductor works on when one of a request's servers found no host. */
export interface BuryContext {
  readonly request: RequestContext;
  readonly orders: readonly BuildOrder[];
  /** By server: what was claimed before that. */
  readonly destinations: ReadonlyMap<string, string>;
  readonly error: Error;
}

/** The steps of that, in order. */
export type BuryStep = 'releaseClaims' | 'buryInCell0';

/** What the conductor works on when a host could not build a server. */
export interface RescheduleContext extends BuildMessage {
  /** Where the server goes next; undefined until something is claimed there. */
  chosen: Selection | undefined;
  /** Who may try after that. */
  remaining: readonly Selection[];
}

/** The steps of it, in order. */
export type RescheduleStep = 'claimAlternate' | 'saveZone' | 'castToHost';
