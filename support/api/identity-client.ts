import { ProjectsClient } from './identity/projects-client';
import { RegistryClient } from './identity/registry-client';
import { RolesClient } from './identity/roles-client';
import { UsersClient } from './identity/users-client';
import type { Session } from './session';

/** Keystone as one person reaches it, with one client for each noun. */
export class IdentityClient {
  readonly projects: ProjectsClient;
  readonly users: UsersClient;
  readonly roles: RolesClient;
  readonly registry: RegistryClient;

  constructor(session: Session) {
    this.projects = new ProjectsClient(session);
    this.users = new UsersClient(session);
    this.roles = new RolesClient(session);
    this.registry = new RegistryClient(session);
  }
}
