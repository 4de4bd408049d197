import { defineSchema } from '../http/schemas';

/** Something named by its id, or by its name in a domain. */
export interface Reference {
  readonly id?: string;
  readonly name?: string;
  readonly domain?: { readonly id?: string; readonly name?: string };
}

/** The body of `POST /v3/auth/tokens`. */
export interface AuthBody {
  readonly auth?: {
    readonly identity: {
      readonly methods: readonly string[];
      readonly password?: { readonly user?: Reference & { readonly password?: string } };
      readonly token?: { readonly id: string };
      readonly application_credential?: {
        readonly id?: string;
        readonly name?: string;
        readonly secret?: string;
        readonly user?: Reference;
      };
    };
    readonly scope?: string | AuthScope;
  };
}

/** The wish for a scope. */
export interface AuthScope {
  readonly project?: Reference;
  readonly domain?: { readonly id?: string; readonly name?: string };
  readonly system?: { readonly all?: boolean };
  readonly unscoped?: object;
  readonly 'OS-TRUST:trust'?: { readonly id: string };
}

const text = { type: 'string' };
const domain = { type: 'object', properties: { id: text, name: text } };
const reference = { type: 'object', properties: { id: text, name: text, domain, password: text } };

/** `POST /v3/auth/tokens` (`keystone/auth/schema.py:token_issue`). */
export const authBody = defineSchema<AuthBody>({
  type: 'object',
  properties: {
    auth: {
      type: 'object',
      properties: {
        identity: {
          type: 'object',
          properties: {
            methods: { type: 'array', items: text },
            password: { type: 'object', properties: { user: reference } },
            token: { type: 'object', properties: { id: text }, required: ['id'] },
            application_credential: {
              type: 'object',
              properties: { id: text, name: text, secret: text, user: reference },
            },
          },
          required: ['methods'],
        },
        scope: {
          type: ['object', 'string'],
          properties: {
            project: reference,
            domain,
            system: { type: 'object', properties: { all: { type: 'boolean' } } },
            unscoped: { type: 'object' },
            'OS-TRUST:trust': { type: 'object', properties: { id: text }, required: ['id'] },
          },
        },
      },
      required: ['identity'],
    },
  },
});

/** The body of `POST /v3/users/{user}/application_credentials`. */
export interface ApplicationCredentialBody {
  readonly application_credential: {
    readonly name: string;
    readonly description?: string | null;
    readonly secret?: string | null;
    readonly roles?: readonly { readonly id?: string; readonly name?: string }[];
    readonly unrestricted?: boolean | null;
    readonly expires_at?: string | null;
    readonly access_rules?: readonly object[] | null;
  };
}

/** `POST /v3/users/{user}/application_credentials` (`keystone/application_credential/schema.py`). */
export const applicationCredentialBody = defineSchema<ApplicationCredentialBody>({
  type: 'object',
  properties: {
    application_credential: {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 255 },
        description: { type: ['string', 'null'] },
        secret: { type: ['string', 'null'] },
        roles: { type: 'array', items: { type: 'object', minProperties: 1, properties: { id: text, name: text } } },
        unrestricted: { type: ['boolean', 'null'] },
        expires_at: { type: ['string', 'null'] },
        access_rules: { type: ['array', 'null'], items: { type: 'object' } },
        // Known and of no use: Keystone makes up the ID, and the project is the token's.
        id: text,
        project_id: text,
      },
      required: ['name'],
      additionalProperties: false,
    },
  },
  required: ['application_credential'],
});
