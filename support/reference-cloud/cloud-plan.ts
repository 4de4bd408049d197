import { seededHosts, seededNames } from '../contract/seeded';
import type { CloudSettings } from '../contract/cloud-settings';
import { referenceCloudSettings, softDeleteSettings } from '../contract/cloud-settings';
import type { CloudTiming } from '../contract/timing';
import { referenceCloudTiming } from '../contract/timing';
import type { NovaDefect } from './nova-defects';
import type { Passwords } from './passwords';
import type { Ports } from './service-ports';
import { portsOf } from './service-ports';
import type { ReferenceCloudRelease } from './packaged-releases';

/** Names that are the same on every reference cloud. */
export const names = {
  ...seededNames,
  serviceProject: 'service',
  adminProject: 'admin',
  adminUser: 'admin',
  /** The host that the services other than nova-compute call themselves. */
  controller: 'controller',
  /** An aggregate that is there for a moment, so that Nova's API has spoken to Placement. */
  acquaintance: 'local-delete-acquaintance',
  subnet: 'local-delete',
} as const;

/** The services that Nova reaches through the forwarder. */
export const forwardedServices = ['placement', 'neutron', 'glance', 'cinder'] as const;

/** One of the services that Nova reaches through the forwarder. */
export type ForwardedService = (typeof forwardedServices)[number];

/** What processes make up a cloud. */
export interface CloudShape {
  readonly release: ReferenceCloudRelease;
  readonly ports: Ports;
  readonly hosts: readonly string[];
}

/** Everything that the configuration of a cloud is rendered from. */
export interface CloudPlan extends CloudShape {
  readonly passwords: Passwords;
  readonly timing: CloudTiming;
  readonly settings: CloudSettings;
  /** What Nova is broken by on purpose. */
  readonly novaDefect?: NovaDefect;
}

/** The processes of a release's cloud. */
export function shapeOf(release: ReferenceCloudRelease): CloudShape {
  return { release, ports: portsOf(release), hosts: seededHosts };
}

/** In what a cloud may differ from the usual one. */
export interface Variation {
  /** What its Nova is to be broken by. */
  readonly novaDefect?: NovaDefect | undefined;
  /** Whether deleted servers can be restored for a while; not where it is left out. */
  readonly softDelete?: 'on' | undefined;
}

/** The plan of a release's cloud with these passwords: healthy and without soft delete, unless it is to be another one. */
export function planOf(
  release: ReferenceCloudRelease,
  passwords: Passwords,
  { novaDefect, softDelete }: Variation = {},
): CloudPlan {
  return {
    ...shapeOf(release),
    passwords,
    timing: timingOf(novaDefect),
    settings: softDelete === 'on' ? softDeleteSettings : referenceCloudSettings,
    ...(novaDefect !== undefined && { novaDefect }),
  };
}

/**
 * Where deletes leak, a host audits its allocations so seldom that it heals none between a delete and the look at what it left.
 * Once in five seconds it did so now and then, and the failure could not say any more who was in the way.
 */
function timingOf(novaDefect: NovaDefect | undefined): CloudTiming {
  return novaDefect === 'bug-1679750'
    ? { ...referenceCloudTiming, updateResourcesInterval: 600 }
    : referenceCloudTiming;
}

/** Where something of this cloud is served: `http://127.0.0.1:<port>`. */
export function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Keystone's address for those who sign in. */
export function authUrlOf(ports: Ports): string {
  return `${urlOf(ports.keystone)}/v3`;
}
