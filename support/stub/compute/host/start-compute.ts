import type { Onward } from '../../operation';
import type { Nova, NovaOperations } from '../nova';
import type { HostProcess } from './host-process';
import { failInterruptedBuilds, initHost } from './init-host';
import { requireNoGuests } from './new-host';
import { reclaimQueuedDeletes } from './soft-delete-on-host';

/**
 * How a nova-compute starts. What leaked is healed before anybody can see the host up, and nothing here looks at
 * whether the service is forced down or disabled. Source: reference B.1, `nova/service.py:Service.start`.
 */
export const healthyStart: NovaOperations['startCompute'] = {
  checkIdentity: ({ nova, process }) => {
    requireNoGuests(nova, process);
    return 'go on';
  },
  initHost: async ({ nova, process }): Promise<Onward> => {
    await initHost(nova, process);
    return 'go on';
  },
  failInterruptedBuilds: async ({ nova, process }): Promise<Onward> => {
    await failInterruptedBuilds(nova, process);
    return 'go on';
  },
  recordService: ({ nova, process }) => {
    ensureService(nova, 'nova-compute', process.host);
    return 'go on';
  },
  updateResources: async ({ process }): Promise<Onward> => {
    await process.updateAvailableResource();
    return 'go on';
  },
  listen: ({ nova, process }) => {
    nova.broker.listen(process.host, process);
    return 'go on';
  },
  joinServiceGroup: ({ nova, process }) => {
    process.joinedAt = nova.time.clock.now();
    beat(nova, process.host);
    process.every(nova.timing.reportInterval, 'heartbeat', () => {
      beat(nova, process.host);
    });
    return 'go on';
  },
  startPeriodicTasks: ({ nova, process }) => {
    schedulePeriodicUpdate(nova, process);
    if (nova.reclaimInstanceInterval > 0) scheduleReclaims(nova, process);
    return 'go on';
  },
};

/** Writes a service's record when it has none. */
export function ensureService(nova: Nova, binary: 'nova-compute' | 'nova-conductor' | 'nova-scheduler', host: string) {
  if (nova.store.services.some((service) => service.binary === binary && service.host === host)) return;
  nova.store.services.push({
    id: nova.store.nextId('services'),
    uuid: nova.ids.uuid(),
    binary,
    host,
    status: 'enabled',
    disabledReason: null,
    forcedDown: false,
    createdAt: nova.time.clock.now(),
    updatedAt: null,
    lastSeenUp: null,
  });
}

/** A sign of life of all services of a host. */
export function beat(nova: Nova, host: string): void {
  const now = nova.time.clock.now();
  for (const service of nova.store.services.filter((record) => record.host === host)) {
    service.lastSeenUp = now;
    service.updatedAt = now;
  }
}

/** The next run is due an interval after the last one ended, so that runs never pile up. */
function schedulePeriodicUpdate(nova: Nova, process: HostProcess): void {
  process.after(nova.timing.updateResourcesInterval, 'update_available_resource', () => {
    nova.time.queue.cast(`update_available_resource on ${process.host}`, async () => {
      if (!process.isRunning()) return;
      await process.updateAvailableResource();
      if (process.isRunning()) schedulePeriodicUpdate(nova, process);
    });
  });
}

/** How often a periodic task runs that names no interval: oslo's `DEFAULT_INTERVAL`. */
const periodicSeconds = 60;

function scheduleReclaims(nova: Nova, process: HostProcess): void {
  process.every(periodicSeconds, '_reclaim_queued_deletes', () => {
    nova.time.queue.cast(`_reclaim_queued_deletes on ${process.host}`, () =>
      process.isRunning() ? reclaimQueuedDeletes(nova, process) : Promise.resolve(),
    );
  });
}
