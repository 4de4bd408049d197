import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { inside, listOf, record, text } from '../decode';
import { Secret } from '../secret';
import type { Session } from '../session';

/** A user. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly domainId: string;
}

/** A user to be made. */
export interface NewUser {
  readonly name: string;
  /** Like `default`. */
  readonly domainId: string;
  readonly password: Secret;
}

/** What signs in as a user in the project of the session that made it. */
export interface ApplicationCredential {
  readonly id: string;
  readonly secret: Secret;
}

/** Users: `/users`, for operators but for one's own application credentials. */
export class UsersClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'identity');
  }

  /** The users, of one name where asked for; 200. */
  list(filter: { readonly name?: string } = {}): Promise<readonly User[]> {
    const { name } = filter;
    return this.request({
      method: 'GET',
      route: '/users',
      query: { name },
      expected: [200],
      reply: inside('users', listOf(user)),
    });
  }

  /** The user of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<User | undefined> {
    return (await this.list({ name })).at(0);
  }

  /** Makes a user without roles; 201. */
  create({ name, domainId, password }: NewUser): Promise<User> {
    this.session.hide(password);
    return this.request({
      method: 'POST',
      route: '/users',
      body: { user: { name, domain_id: domainId, password: password.reveal() } },
      expected: [201],
      reply: inside('user', user),
    });
  }

  /** Makes an application credential for the person's own user and project; 201. Its secret is never told again. */
  async createApplicationCredential(name: string): Promise<ApplicationCredential> {
    const { id } = await this.session.user();
    const credential = await this.request({
      method: 'POST',
      route: '/users/{user}/application_credentials',
      params: { user: id },
      body: { application_credential: { name } },
      expected: [201],
      reply: inside('application_credential', applicationCredential),
    });
    this.session.hide(credential.secret);
    return credential;
  }
}

const user: Decoder<User> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  domainId: read('domain_id', text),
}));

const applicationCredential: Decoder<ApplicationCredential> = record((read) => ({
  id: read('id', text),
  secret: new Secret(read('secret', text)),
}));
