import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { CloudAccess } from '../../api/connection';
import type { PasswordCredentials } from '../../api/credentials';
import type { ServedCloud } from './served-cloud';

/** What other clients need to reach a served cloud, on the disk. */
export interface ServedFiles {
  /** The absolute path of the clouds.yaml, with a cloud for each of the people. */
  readonly cloudsYaml: string;
  /** Takes all of it away: it is of no use once the cloud is over. */
  remove(): void;
}

/**
 * Writes a clouds.yaml that its owner alone can read, and the authority of a cloud that speaks TLS. Each cloud has a folder
 * of its own, named by its port, below `parent`: no two that run at a time have the same. Throws what the file system says.
 */
export function writeServedFiles(
  { access, people }: Pick<ServedCloud, 'access' | 'people'>,
  parent: string,
): ServedFiles {
  const folder = resolve(parent, new URL(access.authUrl).port);
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  remove();
  mkdirSync(folder, { recursive: true });
  const trust = writeAuthority(access, folder);
  const clouds = Object.entries(people).map(([name, person]): [string, object] => [
    name,
    { ...entryOf(access, person), ...trust },
  ]);
  const cloudsYaml = join(folder, 'clouds.yaml');
  writeFileSync(cloudsYaml, stringify({ clouds: Object.fromEntries(clouds) }), { mode: 0o600 });
  chmodSync(cloudsYaml, 0o600);
  return { cloudsYaml, remove };
}

/** The path is absolute, for clients that run elsewhere. */
function writeAuthority({ tls }: CloudAccess, folder: string): { readonly cacert?: string } {
  if (tls?.authorities === undefined) return {};
  const file = join(folder, 'authority.pem');
  writeFileSync(file, tls.authorities);
  return { cacert: file };
}

function entryOf({ authUrl, region, interface: kind }: CloudAccess, person: PasswordCredentials): object {
  return {
    auth: {
      auth_url: authUrl,
      username: person.username,
      password: person.password.reveal(),
      project_name: person.project,
      user_domain_name: person.userDomain,
      project_domain_name: person.projectDomain,
    },
    region_name: region,
    interface: kind,
    identity_api_version: 3,
  };
}
