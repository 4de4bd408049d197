import type { ServiceRecord } from './records';

/** What the service group needs to tell whether a service is up. Times are milliseconds since 1970. */
export interface ServiceGroupView {
  readonly now: number;
  readonly serviceDownTimeSeconds: number;
}

/** Tells whether a service is up. */
export type ServiceIsUp = (service: ServiceRecord, view: ServiceGroupView) => boolean;

/**
 * A forced-down service is down; otherwise its last heartbeat counts, or its creation when it never beat. Whether it
 * is disabled does not matter, and neither does `updated_at`.
 * Source: reference A.3, `nova/servicegroup/api.py:service_is_up`, `drivers/db.py:is_up`.
 */
export const serviceIsUp: ServiceIsUp = (service, { now, serviceDownTimeSeconds }) => {
  if (service.forcedDown) return false;
  const lastSign = service.lastSeenUp ?? service.createdAt;
  return Math.abs(now - lastSign) <= serviceDownTimeSeconds * 1000;
};
