import { setTimeout as delay } from 'node:timers/promises';
import { ReferenceCloudControl } from '../../reference-cloud/reference-cloud-control';
import { readReferenceCloud } from '../../reference-cloud/description';
import type { Capability, CloudUnderTest } from '../cloud';
import type { Release } from '../../contract/release';

const pollMilliseconds = 100;

/**
 * The reference cloud of a release that runs on this machine, with its process control.
 * Throws `ReferenceCloudError` when it is not up or may not be read.
 */
export function openReferenceCloud(release: Release): CloudUnderTest {
  const description = readReferenceCloud(release);
  const { region, people, hosts, timing, settings, resources, authUrl, novaDefect } = description;
  const { image, flavor, flavorLarge, network, volumeType, volumeTypeMultiattach, zone } = resources;
  const twoHosts: readonly Capability[] = hosts.length > 1 ? ['two-hosts'] : [];
  const softDelete: readonly Capability[] = settings.reclaimInstanceInterval > 0 ? ['soft-delete'] : [];
  return {
    name: `reference-${release}`,
    kind: 'reference',
    release: description.release,
    access: { authUrl, region, interface: 'public' },
    people,
    resources: { image, flavor, flavorLarge, network, volumeType, volumeTypeMultiattach, zone },
    hosts,
    disrupt: new Set(hosts),
    disruptCloud: 'allowed',
    capabilities: new Set([
      'exclusive-host',
      'all-hosts',
      'compute-control',
      'placement-refused',
      'placement-error',
      'placement-hang',
      'placement-held',
      'neutron-error',
      'cinder-error',
      'glance-error',
      'held-build',
      'nova-manage',
      'expired-token',
      'volumes',
      'multi-attach',
      'keeps-shelved',
      'removes-host',
      'reader',
      'stranger',
      ...twoHosts,
      ...softDelete,
    ]),
    timing,
    settings,
    control: new ReferenceCloudControl(description),
    ...(novaDefect !== undefined && { defect: novaDefect }),
    byHand: { startCompute: () => startAnew(release), mend: () => startAnew(release) },
    beginScenario: () => Promise.resolve(),
    endScenario: () => Promise.resolve(),
    letTimePass: () => delay(pollMilliseconds),
    now: () => performance.now(),
    close: () => Promise.resolve(),
  };
}

function startAnew(release: Release): string {
  return `npm run reference -- down --release ${release} && npm run reference -- up --release ${release}`;
}
