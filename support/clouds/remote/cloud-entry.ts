import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CloudAccess, EndpointInterface, TlsTrust } from '../../api/connection';
import type { Credentials } from '../../api/credentials';
import type { ServiceType } from '../../api/exchange';
import { offer } from '../../nearest';
import type { CloudsEntry } from './clouds-yaml';
import { readCredentials } from './credentials';
import { EntryReader } from './entry-reader';

/** How somebody of clouds.yaml reaches the cloud. */
export interface Identity {
  /** The name in clouds.yaml. */
  readonly name: string;
  readonly access: CloudAccess;
  readonly credentials: Credentials;
}

/** Reads an entry. Gives every mistake of it, with its place, when there is any. */
export function readEntry(entry: CloudsEntry): Identity | { readonly problems: readonly string[] } {
  const reader = new EntryReader(entry);
  if (reader.valueOf('profile') !== undefined || reader.valueOf('cloud') !== undefined) {
    reader.note(['profile'], "vendors' profiles are not read here: write auth_url, region_name and the rest in full");
  }
  const access = readAccess(reader);
  const credentials = readCredentials(reader);
  if (reader.problems.length > 0 || access === undefined || credentials === undefined) {
    return { problems: reader.problems };
  }
  return { name: entry.name, access, credentials };
}

function readAccess(reader: EntryReader): CloudAccess | undefined {
  const authUrl = readAuthUrl(reader);
  const region = readRegion(reader);
  const kind = readInterface(reader, 'interface') ?? readInterface(reader, 'endpoint_type') ?? 'public';
  const endpoints = readOverrides(reader);
  const interfaces = readInterfaces(reader);
  const tls = readTls(reader);
  if (authUrl === undefined || region === undefined) return undefined;
  return {
    authUrl,
    region,
    interface: kind,
    ...(Object.keys(interfaces).length > 0 && { interfaces }),
    ...(Object.keys(endpoints).length > 0 && { endpoints }),
    tls,
  };
}

/** Keystone's address with its version, which openstack clients would find out. */
function readAuthUrl(reader: EntryReader): string | undefined {
  const path = ['auth', 'auth_url'];
  const url = reader.text(...path);
  if (url === undefined) {
    if (reader.valueOf(...path) === undefined) {
      reader.note(['auth'], 'auth needs "auth_url", like https://cloud.example:5000/v3');
    }
    return undefined;
  }
  const checked = checkedUrl(reader, path, url);
  if (checked === undefined) return undefined;
  if (/\/v2\.0$/.test(checked)) {
    reader.note(path, 'auth_url names Keystone v2.0, which is no more: end it with /v3');
    return undefined;
  }
  return /\/v3$/.test(checked) ? checked : `${checked}/v3`;
}

function checkedUrl(reader: EntryReader, path: readonly string[], url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const name = path.at(-1) ?? '';
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    reader.note(path, `${name} should be an address like https://cloud.example/path`);
    return undefined;
  }
  if (parsed.username !== '' || parsed.password !== '') {
    reader.note(path, `${name} should hold no user and password: they belong to "auth"`);
    return undefined;
  }
  return url.replace(/\/+$/, '');
}

function readRegion(reader: EntryReader): string | undefined {
  const region = reader.text('region_name');
  if (region === undefined && reader.valueOf('region_name') === undefined) {
    reader.note([], 'region_name is missing: say which region of the cloud is tested, like RegionOne');
    return undefined;
  }
  return region;
}

const serviceNames: Readonly<Record<string, ServiceType>> = {
  identity: 'identity',
  compute: 'compute',
  placement: 'placement',
  image: 'image',
  network: 'network',
  volume: 'volumev3',
  volumev3: 'volumev3',
  block_storage: 'volumev3',
};

function readOverrides(reader: EntryReader): Partial<Record<ServiceType, string>> {
  return eachService((name) => {
    const path = [`${name}_endpoint_override`];
    const url = reader.text(...path);
    return url === undefined ? undefined : checkedUrl(reader, path, url);
  });
}

function readInterfaces(reader: EntryReader): Partial<Record<ServiceType, EndpointInterface>> {
  return eachService((name) => readInterface(reader, `${name}_interface`));
}

function eachService<T>(read: (name: string) => T | undefined): Partial<Record<ServiceType, T>> {
  const found: Partial<Record<ServiceType, T>> = {};
  for (const [name, service] of Object.entries(serviceNames)) {
    const value = read(name);
    if (value !== undefined) found[service] = value;
  }
  return found;
}

const interfaces = ['public', 'internal', 'admin'] as const;

/** Both ways of writing it: `internal` and `internalURL`. */
function readInterface(reader: EntryReader, name: string): EndpointInterface | undefined {
  const word = reader.text(name);
  if (word === undefined) return undefined;
  const found = interfaces.find((known) => known === word || `${known}URL` === word);
  if (found === undefined) reader.note([name], `${name} is "${word}": ${offer(word, interfaces)}`);
  return found;
}

function readTls(reader: EntryReader): TlsTrust {
  const off = reader.truth('insecure') === true || reader.truth('verify') === false;
  const authorities = readAuthorities(reader);
  if (reader.valueOf('cert') !== undefined) {
    reader.note(
      ['cert'],
      'client certificates cannot be used here; people sign in with a password or an application credential',
    );
  }
  return {
    servers: off ? 'not verified' : 'verified',
    ...(authorities !== undefined && { authorities }),
  };
}

function readAuthorities(reader: EntryReader): string | undefined {
  const named = reader.text('cacert');
  if (named === undefined) return undefined;
  const file = named.startsWith('~/') ? join(homedir(), named.slice(2)) : named;
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
    const reason =
      code === 'ENOENT'
        ? 'is not there'
        : code === 'EACCES'
          ? 'may not be read by this user'
          : `cannot be read: ${code}`;
    reader.note(
      ['cacert'],
      `the file of cacert, ${file}, ${reason}; it should hold the authority's certificate in PEM`,
    );
    return undefined;
  }
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  reader.note(['cacert'], `${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)`);
  return undefined;
}
