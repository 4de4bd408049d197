import type { Nova, NovaRules } from './nova';
import type { ServiceRecord } from './records';

/**
 * A forced-down service is down; otherwise its last heartbeat counts, or its creation when it never beat. Whether it
 * is disabled does not matter, and neither does `updated_at`.
 * Source: reference A.3, `nova/servicegroup/api.py:service_is_up`, `drivers/db.py:is_up`.
 */
export const serviceIsUp: NovaRules['serviceIsUp'] = (service, { now, serviceDownTimeSeconds }) => {
  if (service.forcedDown) return false;
  const lastSign = service.lastSeenUp ?? service.createdAt;
  return Math.abs(now - lastSign) <= serviceDownTimeSeconds * 1000;
};

/** Whether a service is up just now (reference A.3). */
export function isUp(nova: Nova, service: ServiceRecord): boolean {
  const view = { now: nova.time.clock.now(), serviceDownTimeSeconds: nova.timing.serviceDownTime };
  return nova.seams.rules.serviceIsUp(service, view);
}
