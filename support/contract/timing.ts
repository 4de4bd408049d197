/**
 * How fast a cloud notices things; all values in seconds of the cloud's own time.
 * Each one is the Nova option of the same name (reference A.3, B.2, D17).
 */
export interface CloudTiming {
  /** A heartbeat older than this makes a compute service count as down. */
  readonly serviceDownTime: number;
  /** A running compute service beats once in this time. */
  readonly reportInterval: number;
  /** A running compute service compares its allocations with its servers once in this time, and heals. */
  readonly updateResourcesInterval: number;
  /** A blocking call to a compute service that does not answer gives up after this time. */
  readonly rpcResponseTimeout: number;
}

/** The timing of the reference cloud and, so that both behave alike, of the embedded cloud. */
export const referenceCloudTiming: CloudTiming = {
  serviceDownTime: 6,
  reportInterval: 1,
  updateResourcesInterval: 5,
  rpcResponseTimeout: 30,
};
