import type { Credentials } from '../../api/credentials';
import type { CloudAccess } from '../../api/connection';
import type { Check } from '../../check';
import { accessOf, addressProblems } from './entry-access';
import { readAuthorities } from './authorities';
import type { CloudsEntry } from './clouds-yaml';
import { applicationCredentialsOf, passwordCredentialsOf } from './entry-credentials';
import { nameless, strayKeys, unknownWay } from './entry-problems';
import { isAnotherCloud, isCredentialCloud, isPasswordCloud, type CloudsYamlCloud } from './entry-schema';
import { spell, type SpelledEntry } from './entry-spelling';
import { tellMistakes } from './schema-mistakes';

/** How somebody of clouds.yaml reaches the cloud. */
export interface Identity {
  /** The name in clouds.yaml. */
  readonly name: string;
  readonly access: CloudAccess;
  readonly credentials: Credentials;
  /** The file that has the password or the secret of the application credential. */
  readonly secretFile: string;
}

/** What is wrong with an entry: where, what, and what would be right. */
export interface Unfit {
  readonly problems: readonly string[];
}

/** Reads an entry. Gives every mistake of it, with its place and without its values, when there is any. */
export function readEntry(entry: CloudsEntry): Identity | Unfit {
  const spelled = spell(entry);
  const { auth_type: way = 'password' } = spelled.value;
  switch (way) {
    case 'password':
    case 'v3password':
      return read(spelled, isPasswordCloud, passwordCredentialsOf, nameless(spelled));
    case 'v3applicationcredential':
      return read(spelled, isCredentialCloud, applicationCredentialsOf, []);
    default:
      return { problems: [unknownWay(spelled), ...mistakesIn(spelled, isAnotherCloud)] };
  }
}

function read<Auth extends { readonly auth_url: string }>(
  spelled: SpelledEntry,
  check: Check<CloudsYamlCloud<Auth>>,
  credentialsOf: (auth: Auth) => Credentials,
  moreProblems: readonly string[],
): Identity | Unfit {
  const { name, value } = spelled;
  const authorities = readAuthorities(spelled);
  const problems = [...mistakesIn(spelled, check), ...moreProblems, ...authorities.problems];
  if (!check(value) || problems.length > 0) return { problems };
  const secret = 'password' in value.auth ? 'password' : 'application_credential_secret';
  return {
    name,
    access: accessOf(value, authorities.pem),
    credentials: credentialsOf(value.auth),
    secretFile: spelled.fileOf(['auth', secret]),
  };
}

function mistakesIn<Auth>(spelled: SpelledEntry, check: Check<CloudsYamlCloud<Auth>>): string[] {
  const mistakes = check(spelled.value) ? [] : tellMistakes(check.errors(), spelled, 'values are hidden');
  return [...spelled.problems, ...strayKeys(spelled), ...mistakes, ...addressProblems(spelled)];
}
