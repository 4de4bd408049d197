import type { CloudAccess, EndpointInterface } from '../../api/connection';
import { isRecord } from '../../api/decode';
import type { ServiceType } from '../../api/exchange';
import type { CloudsYamlCloud } from './entry-schema';
import type { SpelledEntry } from './entry-spelling';
import type { YamlPath } from './yaml-file';

/** How a cloud is reached, from an entry that has been found right. */
export function accessOf(
  cloud: CloudsYamlCloud<{ readonly auth_url: string }>,
  authorities: string | undefined,
): CloudAccess {
  const found = Object.entries(cloud);
  const interfaces = eachService(found, '_interface', (said) => interfaceNames.find((name) => name === said));
  const endpoints = eachService(found, '_endpoint_override', (said) =>
    typeof said === 'string' ? withoutSlash(said) : undefined,
  );
  return {
    authUrl: withVersion(cloud.auth.auth_url),
    region: cloud.region_name,
    interface: cloud.interface ?? 'public',
    ...(Object.keys(interfaces).length > 0 && { interfaces }),
    ...(Object.keys(endpoints).length > 0 && { endpoints }),
    tls: {
      servers: cloud.insecure === true || cloud.verify === false ? 'not verified' : 'verified',
      ...(authorities !== undefined && { authorities }),
    },
  };
}

/** What is wrong with the addresses of an entry. */
export function addressProblems({ value, placeOf, nameOf }: SpelledEntry): string[] {
  const authUrl = isRecord(value['auth']) ? value['auth']['auth_url'] : undefined;
  const told = (path: YamlPath, said: unknown, problemOf: (address: string) => string | undefined): string[] => {
    // The schema has something against it already.
    if (typeof said !== 'string' || said.trim() === '' || /[{}]/.test(said)) return [];
    const problem = problemOf(said);
    return problem === undefined ? [] : [`${placeOf(path)}: ${nameOf(path)} ${problem}`];
  };
  const overrides = Object.keys(services).map((name) => `${name}_endpoint_override`);
  return [
    ...told(['auth', 'auth_url'], authUrl, problemOfKeystone),
    ...overrides.flatMap((key) => told([key], value[key], problemOf)),
  ];
}

/** Names of services in keys of clouds.yaml; of several for one service the last one counts, as for openstacksdk. */
const services: Readonly<Record<string, ServiceType>> = {
  identity: 'identity',
  compute: 'compute',
  placement: 'placement',
  image: 'image',
  network: 'network',
  block_store: 'volumev3',
  volume: 'volumev3',
  volumev3: 'volumev3',
  block_storage: 'volumev3',
};

const interfaceNames: readonly EndpointInterface[] = ['public', 'internal', 'admin'];

function eachService<T>(
  cloud: readonly (readonly [string, unknown])[],
  suffix: string,
  read: (said: unknown) => T | undefined,
): Partial<Record<ServiceType, T>> {
  const found: Partial<Record<ServiceType, T>> = {};
  for (const [name, service] of Object.entries(services)) {
    const value = read(cloud.find(([key]) => key === name + suffix)?.[1]);
    if (value !== undefined) found[service] = value;
  }
  return found;
}

function problemOfKeystone(address: string): string | undefined {
  const old = /\/v2\.0\/*$/.test(address) ? 'names Keystone v2.0, which is no more: end it with /v3' : undefined;
  return problemOf(address) ?? old;
}

function problemOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return 'should be an address like https://cloud.example:5000/v3';
  }
  const hasUser = url.username !== '' || url.password !== '';
  return hasUser ? 'should hold no user and password: they belong to "auth"' : undefined;
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

/** Keystone's address with its version, which openstack clients would find out. */
function withVersion(address: string): string {
  const plain = withoutSlash(address);
  return /\/v3$/.test(plain) ? plain : `${plain}/v3`;
}
