import type { CloudUnderTest } from '../../clouds/cloud';

/**
 * What is to be said aloud of the way to a cloud, once for a run: that nobody knows who answers, or that anybody can listen.
 * @param addresses of its services, as far as they are known
 */
export function warningsOf(
  { name, access }: Pick<CloudUnderTest, 'name' | 'access'>,
  addresses: readonly string[] = [],
): string[] {
  const keystone = access.authUrl;
  const unverified =
    access.tls?.servers === 'not verified' && [keystone, ...addresses].some((address) => address.startsWith('https:'));
  return [
    ...(unverified
      ? [
          `INSECURE: the certificates of ${name} are not verified, for clouds.yaml says so. Passwords and tokens of this run may go to anybody who stands between. Give the authority's certificate as "cacert" instead.`,
        ]
      : []),
    ...plainText(name, keystone, addresses),
  ];
}

function plainText(name: string, keystone: string, addresses: readonly string[]): string[] {
  const secrets = isInClear(keystone) ? 'passwords and tokens' : 'tokens';
  const hosts = new Set([keystone, ...addresses].filter(isInClear).map((address) => new URL(address).origin));
  if (hosts.size === 0) return [];
  return [
    `PLAIN TEXT: ${name} is reached by ${[...hosts].join(', ')}, so the ${secrets} of this run can be read by anybody in between. Use its https addresses.`,
  ];
}

/** What goes to this machine itself is not on any network. */
function isInClear(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
