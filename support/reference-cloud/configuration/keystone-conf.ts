import type { CloudPlan } from '../cloud-plan';
import { databaseSection, logFileInside, stateInside } from './common';
import type { IniFile } from './ini';

/** keystone.conf. A token lives for a day: a long run never has to sign in again in the middle. */
export function keystoneConfiguration(plan: CloudPlan): IniFile {
  const memcached = `127.0.0.1:${plan.ports.memcached}`;
  return {
    DEFAULT: { log_file: logFileInside('keystone') },
    database: databaseSection(plan, 'keystone'),
    cache: {
      enabled: true,
      backend: 'dogpile.cache.pymemcache',
      memcache_servers: memcached,
      backend_argument: `url:${memcached}`,
    },
    token: { provider: 'fernet', expiration: 86400 },
    fernet_tokens: { key_repository: stateInside('keystone/fernet-keys') },
    credential: { key_repository: stateInside('keystone/credential-keys') },
  };
}
