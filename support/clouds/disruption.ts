import { offer } from '../nearest';
import type { Capability, CloudUnderTest } from './cloud';
import { ParameterError } from './parameters';

/**
 * The cloud with no more hosts to be disturbed than those that are named, separated by commas; the whole cloud when none are.
 * Throws `ParameterError` for a host that the cloud does not allow to be disturbed.
 */
export function narrowDisruption(cloud: CloudUnderTest, hosts: string | undefined): CloudUnderTest {
  if (hosts === undefined) return cloud;
  const wanted = hosts.split(',').map((host) => host.trim());
  const unknown = wanted.find((host) => !cloud.disrupt.has(host));
  if (unknown === undefined) return withDisruption(cloud, new Set(wanted));
  throw new ParameterError(
    `${cloud.name} has no host ${unknown} to be disturbed: ${offer(unknown, [...cloud.disrupt])}`,
  );
}

function withDisruption(cloud: CloudUnderTest, disrupt: ReadonlySet<string>): CloudUnderTest {
  const lost = new Set<Capability>([
    ...(disrupt.size < 2 ? (['two-hosts'] as const) : []),
    ...(cloud.hosts.some((host) => !disrupt.has(host)) ? (['all-hosts'] as const) : []),
  ]);
  return { ...cloud, disrupt, capabilities: new Set([...cloud.capabilities].filter((each) => !lost.has(each))) };
}
