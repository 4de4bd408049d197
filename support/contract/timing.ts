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
  rpcResponseTimeout: 15,
};

/**
 * The same for an embedded cloud whose requests wait. What lasts until a host looks again has to last for as many requests as a scenario
 * sends meanwhile, on its own and through Nova: a leak that keeps a server out is written, guarded and counted, and then the scheduler
 * looks. Nova's own interval is twelve times as long as this one is without latency, so that no real cloud knows such a race.
 *
 * @param latencySeconds the longest wait of a request on its way there, and of its answer on the way back
 */
export function timingAmid(latencySeconds: number): CloudTiming {
  const wait = 2 * latencySeconds;
  const { updateResourcesInterval } = referenceCloudTiming;
  return { ...referenceCloudTiming, updateResourcesInterval: updateResourcesInterval + requestsUntilLooked * wait };
}

/** From a host's look at its allocations until the scheduler's, in LD-32. */
const requestsUntilLooked = 15;
