import { isRecord } from '../../api/decode';
import type { CloudsEntry } from './clouds-yaml';
import type { YamlPath } from './yaml-file';

/** A cloud of clouds.yaml with its keys and values spelt in one way, to be checked by config/clouds.schema.json. */
export interface SpelledEntry {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** What the file says twice in different spellings and with different values. */
  readonly problems: readonly string[];
  /** Where a part of `value` stands in the file, or the nearest thing around it. */
  readonly placeOf: (path: YamlPath) => string;
  /** The file where a part of `value` stands. */
  readonly fileOf: (path: YamlPath) => string;
  /** What the file calls a part of `value`: `auth.user-domain-name`. */
  readonly nameOf: (path: YamlPath) => string;
}

/**
 * Reads an entry as openstacksdk does (its `openstack/config/loader.py`, as tried with releases 0.101 and 4.4): hyphens are
 * underscores, old names mean new ones, and what says who signs in may stand beside `auth`. Where two spellings of one key say
 * different things openstacksdk and the `openstack` client choose differently, so that is a mistake here.
 */
export function spell(entry: CloudsEntry): SpelledEntry {
  const origins = new Map<string, Origin>();
  const problems: string[] = [];
  for (const origin of originsIn(entry)) {
    const key = origin.path.join('.');
    const former = origins.get(key);
    if (former === undefined) origins.set(key, origin);
    else if (JSON.stringify(former.value) !== JSON.stringify(origin.value))
      problems.push(tellTwice(entry, former, origin));
  }
  const near = (path: YamlPath): readonly string[] => origins.get(path.join('.'))?.from ?? path.map(String);
  return {
    name: entry.name,
    value: valueOf(entry, [...origins.values()]),
    problems,
    placeOf: (path) => entry.placeOf(...near(path)),
    fileOf: (path) => entry.fileOf(...near(path)),
    nameOf: (path) => (path.length === 0 ? entry.name : near(path).join('.')),
  };
}

/** The keys by which somebody signs in, of whichever way, with their old names. */
const authKeys: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['user', 'project', 'default'].flatMap((whose) =>
      ['id', 'name'].map((kind) => [`${whose}_domain_${kind}`, `${whose}_domain_${kind}`]),
    ),
  ),
  ...Object.fromEntries(
    ['id', 'name', 'secret'].map((kind) => [`application_credential_${kind}`, `application_credential_${kind}`]),
  ),
  auth_url: 'auth_url',
  username: 'username',
  user_name: 'username',
  user_id: 'user_id',
  password: 'password',
  project_name: 'project_name',
  project_id: 'project_id',
  tenant_name: 'project_name',
  tenant_id: 'project_id',
  domain_name: 'domain_name',
  domain_id: 'domain_id',
  system_scope: 'system_scope',
  trust_id: 'trust_id',
  token: 'token',
  auth_token: 'token',
  passcode: 'passcode',
};

/** All names of keys by which somebody signs in. */
export const authKeyNames: readonly string[] = Object.keys(authKeys);

/** Something that the file says: where, and what it means. */
interface Origin {
  readonly from: readonly string[];
  readonly path: readonly string[];
  readonly value: unknown;
}

function originsIn(entry: CloudsEntry): Origin[] {
  return Object.entries(entry.value).flatMap(([key, value]): Origin[] => {
    const name = underscored(key);
    if (name === 'auth' && isRecord(value)) {
      return Object.entries(value).map(([inner, said]) => {
        const known = underscored(inner);
        return { from: [key, inner], path: ['auth', authKeys[known] ?? known], value: said };
      });
    }
    const path = Object.hasOwn(authKeys, name) ? ['auth', authKeys[name] ?? name] : [topName(name)];
    return [{ from: [key], path, value: meant(path, value, entry.plainTextAt(key)) }];
  });
}

function underscored(key: string): string {
  return key.replaceAll('-', '_');
}

function topName(name: string): string {
  if (name === 'auth_plugin') return 'auth_type';
  return name.replace(/endpoint_type$/, 'interface').replace(/_endpoint$/, '_endpoint_override');
}

/** What a value means where there are several forms of it. */
function meant([name = '']: readonly string[], value: unknown, plain: string | undefined): unknown {
  if (name === 'insecure' || name === 'verify') return truthOf(name, value, plain);
  if (/(^|_)interface$/.test(name) && typeof value === 'string') return value.replace(/URL$/, '');
  return value;
}

/** YAML 1.1, which Python reads, has more words for true and false; in quotes openstacksdk knows them for `insecure` only. */
function truthOf(name: string, value: unknown, plain: string | undefined): unknown {
  if (plain !== undefined && /^(yes|Yes|YES|on|On|ON)$/.test(plain)) return true;
  if (plain !== undefined && /^(no|No|NO|off|Off|OFF)$/.test(plain)) return false;
  if (name !== 'insecure' || typeof value !== 'string' || plain !== undefined) return value;
  const word = value.toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : value;
}

function valueOf(entry: CloudsEntry, origins: readonly Origin[]): Readonly<Record<string, unknown>> {
  const within = (depth: number) => origins.filter(({ path }) => path.length === depth);
  const top = within(1).map(({ path: [name = ''], value }): [string, unknown] => [name, value]);
  const auth = within(2).map(({ path: [, name = ''], value }): [string, unknown] => [name, value]);
  const hasAuth = auth.length > 0 || isRecord(entry.value['auth']);
  return { ...(hasAuth && { auth: Object.fromEntries(auth) }), ...Object.fromEntries(top) };
}

function tellTwice(entry: CloudsEntry, one: Origin, other: Origin): string {
  return (
    `${entry.placeOf(...other.from)}: ${other.from.join('.')} says something else than ${one.from.join('.')} ` +
    `(${entry.placeOf(...one.from)}), and clients of OpenStack differ in which of them they believe: leave one of them out`
  );
}
