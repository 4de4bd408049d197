import type { Caller } from '../http/authentication';
import type { ServiceBasics } from '../http/call';
import type { Microversion } from '../http/microversions';
import type { PolicyDefaults } from '../http/policy-defaults';
import type { Operation } from '../operation';
import type { OsTraitsVersion } from './names';
import type { Amounts } from './schemas';
import type { Consumer, PlacementStore, Provider } from './store';
import type { PlacementViews } from './views';

/** In what releases of Placement differ (reference D.3, G). */
export interface PlacementTraits {
  /** Old: `role:admin` (zed). New: `role:admin or role:service`, and project readers see their own usages (2023.1). */
  readonly policyDefaults: PolicyDefaults;
  /** What becomes of an over-committed provider's allocations: no write at all, or (2025.2) those that do not add to it. */
  readonly overCommitted: 'no write' | 'no growth';
  /** Whose names its standard traits are. */
  readonly osTraits: OsTraitsVersion;
}

/** Placement, as its routes see it. */
export interface PlacementService extends ServiceBasics {
  readonly store: PlacementStore;
  readonly traits: PlacementTraits;
  readonly seams: PlacementSeams;
}

/** What a release, a defect or a test may replace in Placement. */
export interface PlacementSeams {
  readonly rules: {
    /** Whether somebody may do what Placement reserves to administrators and services. */
    readonly mayManage: (caller: Caller, traits: PlacementTraits) => boolean;
    /** Whether somebody may read the usages of a project. */
    readonly mayReadUsages: (caller: Caller, projectId: string | undefined, traits: PlacementTraits) => boolean;
  };
  readonly views: Pick<PlacementViews, 'providerAllocations'>;
  readonly operations: {
    readonly writeAllocations: Operation<WriteContext, WriteStep>;
    readonly deleteAllocations: Operation<DeleteAllocationsContext, DeleteAllocationsStep>;
  };
}

/** What one consumer is to hold after the request. */
export interface ConsumerWish {
  readonly uuid: string;
  readonly projectId: string;
  readonly userId: string;
  /** As the client wrote it; undefined below 1.28. */
  readonly generation: number | null | undefined;
  /** Undefined below 1.38. */
  readonly type: string | undefined;
  /** By provider. */
  readonly allocations: ReadonlyMap<string, Amounts>;
}

/** A request that writes allocations, on its way through the steps. */
export interface WriteContext {
  readonly service: PlacementService;
  readonly version: Microversion;
  readonly wishes: readonly ConsumerWish[];
  /** Words the 400 for a class that does not exist. */
  readonly unknownClass: (text: string) => string;
  /** Consumers that this request made: they go again if the write fails. */
  readonly made: Consumer[];
  /** Those whose generations the write raises. */
  readonly touched: { readonly providers: Set<Provider>; readonly consumers: Set<Consumer> };
}

/** The steps of `PUT /allocations/{consumer}` and `POST /allocations`. */
export type WriteStep =
  | 'ensureConsumers'
  | 'findProviders'
  | 'checkClasses'
  | 'checkCapacity'
  | 'updateConsumers'
  | 'replaceAllocations'
  | 'raiseProviderGenerations'
  | 'raiseConsumerGenerations'
  | 'forgetEmptyConsumers';

/** A request that removes all that a consumer holds. */
export interface DeleteAllocationsContext {
  readonly service: PlacementService;
  readonly consumer: string;
}

/** The steps of `DELETE /allocations/{consumer}`. */
export type DeleteAllocationsStep = 'findAllocations' | 'removeAllocations' | 'forgetConsumer';
