import type { Secret } from './secret';

/** Ids that stand in place of the names of {@link PasswordCredentials}. */
export interface CredentialIds {
  readonly user?: string;
  readonly userDomain?: string;
  readonly project?: string;
  readonly projectDomain?: string;
}

/** Name and password of a user in a project; domains by name. */
export interface PasswordCredentials {
  readonly kind: 'password';
  readonly username: string;
  readonly userDomain: string;
  readonly password: Secret;
  readonly project: string;
  readonly projectDomain: string;
  readonly ids?: CredentialIds;
}

/** An application credential; its project is fixed when it is made. */
export interface ApplicationCredentials {
  readonly kind: 'application credential';
  readonly id: string;
  readonly secret: Secret;
}

/** What somebody signs in with. */
export type Credentials = PasswordCredentials | ApplicationCredentials;
