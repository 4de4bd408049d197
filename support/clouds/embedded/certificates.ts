import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import {
  bitString,
  bits,
  context,
  contextText,
  integer,
  isTrue,
  objectId,
  octetString,
  sequence,
  set,
  time,
  utf8,
} from './der';

/** What a server that speaks TLS needs, and what its clients need to trust it; all in PEM. */
export interface TlsMaterial {
  readonly key: string;
  readonly certificate: string;
  /** The authority that signed the certificate. */
  readonly authority: string;
}

const hour = 3_600_000;
const lifetime = 30 * 24 * hour;

/**
 * Makes an authority that nobody else knows, and a certificate of it for some names and addresses; both hold from an
 * hour ago for 30 days. The authority's key is forgotten, so that it signs nothing else. Throws a RangeError without a name.
 * @param hosts like `localhost` and `127.0.0.1`
 */
export function makeTlsMaterial(hosts: readonly string[]): TlsMaterial {
  const [commonName] = hosts;
  if (commonName === undefined) throw new RangeError('a certificate needs at least one name');
  const authority = makeParty('local-delete test authority');
  const server = makeParty(commonName);
  const authorityExtensions = [
    extension(oid.basicConstraints, 'critical', sequence(isTrue())),
    extension(oid.keyUsage, 'critical', bits('0000011')),
    extension(oid.subjectKeyIdentifier, 'not critical', octetString(authority.keyId)),
  ];
  const serverExtensions = [
    extension(oid.basicConstraints, 'critical', sequence()),
    extension(oid.keyUsage, 'critical', bits('1')),
    extension(oid.extendedKeyUsage, 'not critical', sequence(objectId(oid.serverAuthentication))),
    extension(oid.subjectAlternativeName, 'not critical', sequence(...hosts.map(generalName))),
    extension(oid.subjectKeyIdentifier, 'not critical', octetString(server.keyId)),
    extension(oid.authorityKeyIdentifier, 'not critical', sequence(contextText(0, authority.keyId))),
  ];
  return {
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: certify(server, authority, serverExtensions),
    authority: certify(authority, authority, authorityExtensions),
  };
}

const oid = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
} as const;

/** Somebody with a name and a key of their own. */
interface Party {
  readonly name: string;
  readonly privateKey: KeyObject;
  /** The `SubjectPublicKeyInfo`, in DER. */
  readonly publicKey: Buffer;
  readonly keyId: Buffer;
}

function makeParty(name: string): Party {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const exported = publicKey.export({ type: 'spki', format: 'der' });
  return { name, privateKey, publicKey: exported, keyId: createHash('sha1').update(exported).digest() };
}

/** A certificate (RFC 5280, version 3) in PEM. */
function certify(subject: Party, issuer: Party, extensions: readonly Buffer[]): string {
  const now = Date.now();
  const algorithm = sequence(objectId(oid.ecdsaWithSha256));
  const content = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    algorithm,
    distinguishedName(issuer.name),
    sequence(time(new Date(now - hour)), time(new Date(now + lifetime))),
    distinguishedName(subject.name),
    subject.publicKey,
    context(3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, issuer.privateKey);
  return pem(sequence(content, algorithm, bitString(signature)));
}

function distinguishedName(name: string): Buffer {
  return sequence(set(sequence(objectId(oid.commonName), utf8(name))));
}

function extension(id: string, weight: 'critical' | 'not critical', value: Buffer): Buffer {
  return sequence(objectId(id), ...(weight === 'critical' ? [isTrue()] : []), octetString(value));
}

/** A name or an IPv4 address of a host. */
function generalName(host: string): Buffer {
  return isIP(host) === 4
    ? contextText(7, Buffer.from(host.split('.').map(Number)))
    : contextText(2, Buffer.from(host));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
