import type { AllocationCandidate } from '../neighbours/report-client';
import type { ComputeNode, Flavor, RequestSpec, Server, ServiceRecord } from '../records';

/** A host as the filters see it. */
export interface HostState {
  readonly node: ComputeNode;
  readonly service: ServiceRecord;
  readonly freeMemoryMb: number;
}

/** What a filter is asked. */
export interface FilterContext {
  readonly spec: RequestSpec;
}

/** The filters, in order. */
export type FilterName =
  | 'RequestedDestination'
  | 'IgnoredHosts'
  | 'AvailabilityZoneFilter'
  | 'ComputeFilter'
  | 'SameHostFilter'
  | 'DifferentHostFilter'
  | 'ServerGroupAntiAffinityFilter'
  | 'ServerGroupAffinityFilter';

/** What the choice of a host works on. */
export interface ScheduleContext {
  readonly server: Server;
  readonly spec: RequestSpec;
  /** What the server is to be like there. */
  readonly flavor: Flavor;
  candidates: readonly AllocationCandidate[];
  hosts: readonly HostState[];
  chosen: HostState | undefined;
}

/** The steps of the choice, in order. */
export type ScheduleStep = 'askPlacement' | 'filterHosts' | 'weighHosts' | 'claim';

/** A host that could build a server, and what Placement offers for it there (`nova/objects/selection.py`). */
export interface Selection {
  readonly host: string;
  readonly candidate: AllocationCandidate;
}
