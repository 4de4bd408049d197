import type { Release } from '../contract/release';
import { ReferenceCloudError } from './failure';

/** A file taken out of a package that is not installed: Debian keeps the APIs' paste files with its init scripts. */
export interface UnpackedFile {
  readonly package: string;
  /** Where the package holds it, from its root, without a leading slash. */
  readonly path: string;
  /** The name that it gets among the chroot's shared files. */
  readonly name: string;
}

/** How one OpenStack release becomes a reference cloud. Releases differ in this data alone. */
export interface ReferenceCloudRelease {
  readonly name: Release;
  /** The Debian suite whose packages make it. */
  readonly suite: string;
  /** The packages to install, without what they only recommend. */
  readonly packages: readonly string[];
  readonly unpacked: readonly UnpackedFile[];
  /** Whose versions are told: the program's name and the package that it comes in. */
  readonly versions: Readonly<Record<string, string>>;
  /** Its ports follow this one, so that two releases can run side by side. */
  readonly firstPort: number;
  /** Where a nova-compute has the UUID of its node from: `compute_id` in its state path, or what Nova's database says. */
  readonly nodeIds: 'from a file' | 'from the database';
  /** Whether the new defaults of access control and their scopes are enforced, or the release's own defaults hold. */
  readonly accessControl: 'new defaults' | 'stock';
  /** What rabbitmq.conf of this suite's RabbitMQ needs besides. */
  readonly rabbitmqOptions: Readonly<Record<string, string>>;
  /** What this suite's mariadbd needs on its command line besides. */
  readonly mariadbOptions: readonly string[];
}

const openstackPackages = [
  'iproute2',
  'procps',
  'mariadb-server',
  'memcached',
  'rabbitmq-server',
  'uwsgi',
  'uwsgi-plugin-python3',
  'python3-keystone',
  'python3-placement',
  'python3-glance',
  'python3-neutron',
  'python3-cinder',
  'python3-nova',
  'python3-pymysql',
  'python3-pymemcache',
];

const pasteFiles: readonly UnpackedFile[] = [
  { package: 'nova-common', path: 'usr/share/nova-common/api-paste.ini', name: 'nova-api-paste.ini' },
  { package: 'neutron-common', path: 'usr/share/neutron-common/api-paste.ini', name: 'neutron-api-paste.ini' },
  { package: 'glance-common', path: 'usr/share/glance-common/glance-api-paste.ini', name: 'glance-api-paste.ini' },
  { package: 'cinder-common', path: 'usr/share/cinder-common/api-paste.ini', name: 'cinder-api-paste.ini' },
  { package: 'cinder-common', path: 'etc/cinder/resource_filters.json', name: 'cinder-filters.json' },
];

const toldPackages = {
  keystone: 'python3-keystone',
  placement: 'python3-placement',
  glance: 'python3-glance',
  neutron: 'python3-neutron',
  cinder: 'python3-cinder',
  nova: 'python3-nova',
  mariadb: 'mariadb-server',
  rabbitmq: 'rabbitmq-server',
  python: 'python3',
};

const referenceCloudReleases: readonly ReferenceCloudRelease[] = [
  {
    name: 'zed',
    suite: 'bookworm',
    packages: openstackPackages,
    unpacked: pasteFiles,
    versions: toldPackages,
    firstPort: 22000,
    nodeIds: 'from the database',
    accessControl: 'stock',
    rabbitmqOptions: {},
    mariadbOptions: [],
  },
  {
    name: '2025.1',
    suite: 'trixie',
    packages: openstackPackages,
    unpacked: pasteFiles,
    versions: toldPackages,
    firstPort: 21000,
    nodeIds: 'from a file',
    accessControl: 'new defaults',
    rabbitmqOptions: { 'deprecated_features.permit.transient_nonexcl_queues': 'true' },
    // Since 11.5 a utf8mb3 column without a named collation gets another one, and foreign keys refuse to mix. Since 11.6 a row that
    // changed since it was read is an error (1020) that Nova does not expect: a normal delete then ends in ERROR now and then.
    mariadbOptions: ['--character-set-collations=', '--innodb-snapshot-isolation=OFF'],
  },
];

/** The release that is built when none is named. */
export const defaultReferenceCloudRelease: Release = '2025.1';

/** The names of the releases that can be built here. */
export function referenceCloudReleaseNames(): Release[] {
  return referenceCloudReleases.map((release) => release.name);
}

/** How a release is built. Throws a {@link ReferenceCloudError} that lists the known ones if there is none of that name. */
export function referenceCloudRelease(name: string): ReferenceCloudRelease {
  const found = referenceCloudReleases.find((release) => release.name === name);
  if (found === undefined) {
    throw new ReferenceCloudError(
      `there is no reference cloud of the release "${name}"; known: ${referenceCloudReleaseNames().join(', ')}`,
    );
  }
  return found;
}
