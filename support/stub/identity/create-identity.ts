import type { Clock } from '../clock';
import { osloLimit } from '../http/body-limit';
import type { ServiceProfile } from '../http/call';
import { defineService, noAuthentication } from '../http/define-service';
import { keystoneDialect } from '../http/dialects/keystone-dialect';
import type { HttpApplication } from '../http/http-application';
import type { IdSource } from '../id-source';
import type { CatalogService } from './catalog-service';
import type { IdentityService, IdentityTraits } from './keystone';
import { knownRoutes } from './known-routes';
import { identityRoutes } from './routes';
import type { SeedPerson } from './seed-people';
import { IdentityStore, type Token } from './store';
import { refuseUnplayed } from './unplayed';

/** What an embedded Keystone is made of. */
export interface IdentityOptions {
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Its address without `/v3`, like `http://127.0.0.1:8774/identity`. */
  readonly publicUrl: string;
  readonly onBreakdown: (error: unknown) => void;
  /** As since 2023.2 when left out. */
  readonly traits?: IdentityTraits;
  /** Services' users too: {@link serviceUser}. */
  readonly people: readonly SeedPerson[];
  readonly catalog: readonly CatalogService[];
  /** How long a token is valid, in seconds of the stub's time; 3600 when left out. */
  readonly tokenSeconds?: number;
}

/** An embedded Keystone. */
export interface Identity {
  readonly application: HttpApplication;
  /** The id of the user of this name. Throws a RangeError when nobody has it. */
  userId(name: string): string;
  /** The id of the project of this name. Throws a RangeError when there is none. */
  projectId(name: string): string;
  /** A token of the user's in the project, by their ids, that ended as long ago as a token lives. */
  expiredToken(userId: string, projectId: string): string;
}

const profile: ServiceProfile = {
  dialect: keystoneDialect,
  bodyLimit: osloLimit,
  head: 'as GET',
  isPublic: () => true,
};

const define = defineService<IdentityService>(() => profile, identityRoutes, {
  known: knownRoutes,
  prefixes: ['/v3'],
  refuse: refuseUnplayed,
});

/** Makes an embedded Keystone with its people (reference D.1). */
export function createIdentity(options: IdentityOptions): Identity {
  const store = new IdentityStore(options.ids, options.people, rolesOf(options.traits));
  const application = define({
    clock: options.clock,
    ids: options.ids,
    publicUrl: options.publicUrl,
    onBreakdown: options.onBreakdown,
    authenticate: noAuthentication,
    store,
    catalog: options.catalog,
    tokenSeconds: options.tokenSeconds ?? defaultTokenSeconds,
  });
  return {
    application,
    userId: (name) => known(store.users.named(name)?.id, 'user', name),
    projectId: (name) => known(store.projects.named(name)?.id, 'project', name),
    expiredToken: (userId, projectId) => addExpiredToken(store, options, userId, projectId),
  };
}

function addExpiredToken(
  store: IdentityStore,
  { clock, ids, tokenSeconds = defaultTokenSeconds }: IdentityOptions,
  userId: string,
  projectId: string,
): string {
  const expiresAt = Math.floor(clock.now() / 1000 - tokenSeconds) * 1000;
  const token: Token = {
    value: ids.secret(),
    userId,
    scope: { kind: 'project', projectId },
    methods: ['password'],
    roleIds: store.withImplied(store.rolesIn(userId, projectId)),
    auditIds: [ids.hex().slice(0, 22)],
    applicationCredentialId: undefined,
    issuedAt: expiresAt - tokenSeconds * 1000,
    expiresAt,
  };
  store.tokens.set(token.value, token);
  return token.value;
}

const defaultTokenSeconds = 3600;

/** Each role implies the next: an admin may do what a manager may, and so on (reference D.1). */
function rolesOf(traits: IdentityTraits | undefined): readonly string[] {
  return traits?.managerRole === 'absent' ? ['admin', 'member', 'reader'] : ['admin', 'manager', 'member', 'reader'];
}

function known(id: string | undefined, kind: string, name: string): string {
  if (id === undefined) throw new RangeError(`the embedded Keystone has no ${kind} named "${name}"`);
  return id;
}
