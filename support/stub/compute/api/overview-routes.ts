import type { Route } from '../../http/call';
import type { ComputeCall, ComputeService } from '../nova';
import { isUp } from '../service-group';
import { microsecondsOrNull } from '../times';
import { lastOf } from './query';
import { quotaOf, usageOf } from './quota';
import { authorize, readQuery, reply } from './requests';

/** Limits and availability zones (reference D.2.2). */
export const overviewRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/limits', handle: limits },
  { method: 'GET', path: '/os-availability-zone', handle: (call) => zones(call, 'os-availability-zone:list') },
  { method: 'GET', path: '/os-availability-zone/detail', handle: (call) => zones(call, 'os-availability-zone:detail') },
];

/** What the project may use and what it does use; below 2.57 with the limits of file injection. */
function limits(call: ComputeCall): Response {
  authorize(call, 'limits');
  const named = lastOf(readQuery(call, ['tenant_id']), 'tenant_id');
  if (named !== undefined && named !== call.get('caller').projectId) authorize(call, 'limits:other_project');
  const project = named ?? call.get('caller').projectId ?? '';
  const used = usageOf(call, project);
  const quota = quotaOf(call, project);
  const version = call.get('version');
  const absolute = {
    maxTotalInstances: quota.instances,
    maxTotalCores: quota.cores,
    maxTotalRAMSize: quota.ramMb,
    totalInstancesUsed: used.instances,
    totalCoresUsed: used.cores,
    totalRAMUsed: used.ramMb,
    maxServerMeta: 128,
    maxTotalKeypairs: 100,
    maxServerGroups: 10,
    maxServerGroupMembers: 10,
    totalServerGroupsUsed: groupsOf(call),
    ...(version.isAtLeast('2.39') ? {} : { maxImageMeta: 128 }),
    ...(version.isAtLeast('2.57') ? {} : { maxPersonality: 5, maxPersonalitySize: 10240 }),
    ...(version.isAtLeast('2.36') ? {} : { maxSecurityGroups: -1, maxSecurityGroupRules: -1, maxTotalFloatingIps: -1 }),
  };
  return reply({ limits: { rate: [], absolute } });
}

function groupsOf(call: ComputeCall): number {
  const groups = [...call.env.nova.store.serverGroups.values()];
  return groups.filter(({ projectId }) => projectId === call.get('caller').projectId).length;
}

/** The zones that have an enabled host; in detail with every host's service. */
function zones(call: ComputeCall, policy: 'os-availability-zone:list' | 'os-availability-zone:detail'): Response {
  authorize(call, policy);
  const { store } = call.env.nova;
  const services = store.services.filter(({ binary }) => binary === 'nova-compute');
  const names = [...new Set(services.map(({ host }) => store.zoneOf(host)))].sort();
  const infos = names.map((zoneName) => {
    const inZone = services.filter(({ host }) => store.zoneOf(host) === zoneName);
    return {
      zoneName,
      zoneState: { available: inZone.some(({ status }) => status === 'enabled') },
      hosts:
        policy === 'os-availability-zone:list'
          ? null
          : hostsOf(
              call,
              inZone.map(({ host }) => host),
            ),
    };
  });
  const inDetail = policy === 'os-availability-zone:detail' ? [internalZone(call)] : [];
  return reply({ availabilityZoneInfo: [...inDetail, ...infos] });
}

function internalZone(call: ComputeCall): unknown {
  const services = call.env.nova.store.services.filter(({ binary }) => binary !== 'nova-compute');
  const hosts = hostsOf(call, [...new Set(services.map(({ host }) => host))]);
  return { zoneName: 'internal', zoneState: { available: true }, hosts };
}

function hostsOf(call: ComputeCall, names: readonly string[]): unknown {
  const { nova } = call.env;
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(
        nova.store.services
          .filter(({ host }) => host === name)
          .map((service) => [
            service.binary,
            {
              available: isUp(nova, service),
              active: service.status === 'enabled',
              updated_at: microsecondsOrNull(service.updatedAt),
            },
          ]),
      ),
    ]),
  );
}
