import type { Credentials } from '../../api/credentials';
import { Secret } from '../../api/secret';
import type { CredentialAuth, PasswordAuth } from './entry-schema';

/** What somebody with an application credential signs in with. */
export function applicationCredentialsOf(auth: CredentialAuth): Credentials {
  const { application_credential_id: id, application_credential_secret: secret } = auth;
  return { kind: 'application credential', id, secret: new Secret(secret) };
}

/** What somebody with a password signs in with. */
export function passwordCredentialsOf(auth: PasswordAuth): Credentials {
  const { domain_id: domainId, domain_name: domainName } = auth;
  const user = named(auth.user_id, auth.username, {
    id: auth.user_domain_id ?? domainId,
    name: auth.user_domain_name ?? domainName,
  });
  const project = named(auth.project_id, auth.project_name, {
    id: auth.project_domain_id ?? domainId,
    name: auth.project_domain_name ?? domainName,
  });
  const ids = {
    ...(user.id !== undefined && { user: user.id }),
    ...(user.domainId !== undefined && { userDomain: user.domainId }),
    ...(project.id !== undefined && { project: project.id }),
    ...(project.domainId !== undefined && { projectDomain: project.domainId }),
  };
  return {
    kind: 'password',
    username: user.name,
    userDomain: user.domain,
    password: new Secret(auth.password),
    project: project.name,
    projectDomain: project.domain,
    ...(Object.keys(ids).length > 0 && { ids }),
  };
}

/** A user or a project: what it and its domain are called, and the ids that go before names. */
interface InDomain {
  readonly name: string;
  readonly domain: string;
  readonly id?: string;
  readonly domainId?: string;
}

interface Domain {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/** An id goes before a name, as it does for Keystone, and needs no domain. */
function named(id: string | undefined, name: string | undefined, domain: Domain): InDomain {
  if (id !== undefined) return { name: name ?? id, domain: '', id };
  // Keystone's first domain, when none is written, as for the openstack client.
  const domainId = domain.id ?? (domain.name === undefined ? 'default' : undefined);
  return {
    name: name ?? '',
    domain: domainId === undefined ? (domain.name ?? '') : '',
    ...(domainId !== undefined && { domainId }),
  };
}
