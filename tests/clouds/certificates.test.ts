import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { makeTlsMaterial } from '../../support/clouds/embedded/certificates';
import { bits, integer, objectId, octetString, sequence, time } from '../../support/clouds/embedded/der';
import { Listener } from '../../support/stub/http/listener';

describe('a certificate made on the fly', () => {
  const material = makeTlsMaterial(['localhost', '127.0.0.1']);
  const certificate = new X509Certificate(material.certificate);
  const authority = new X509Certificate(material.authority);

  it('is signed by an authority that is one, and is none itself', () => {
    assert.ok(certificate.checkIssued(authority));
    assert.ok(certificate.verify(authority.publicKey));
    assert.ok(authority.verify(authority.publicKey));
    assert.deepEqual([authority.ca, certificate.ca], [true, false]);
  });

  it('is for its names and addresses, and for no other', () => {
    assert.equal(certificate.checkHost('localhost'), 'localhost');
    assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
    assert.equal(certificate.checkHost('elsewhere'), undefined);
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1']);
  });

  it('holds now, and for weeks', () => {
    assert.ok(Date.parse(certificate.validFrom) < Date.now());
    assert.ok(Date.parse(certificate.validTo) > Date.now() + 28 * 86_400_000);
  });

  it('is another one each time, and needs a name', () => {
    const other = new X509Certificate(makeTlsMaterial(['localhost']).certificate);
    assert.notEqual(other.serialNumber, certificate.serialNumber);
    assert.ok(!other.verify(authority.publicKey));
    assert.throws(() => makeTlsMaterial([]), /at least one name/);
  });

  it('lets in those who trust its authority, and nobody else', async () => {
    const listener = await Listener.open(0, material);
    try {
      assert.match(listener.origin, /^https:\/\/127\.0\.0\.1:\d+$/);
      listener.swap((asked) => new Response(new URL(asked.url).protocol));
      assert.equal(await get(listener.origin, material.authority), 'https:');
      await assert.rejects(get(listener.origin, makeTlsMaterial(['localhost']).authority), /certificate/);
      await assert.rejects(get(listener.origin), /certificate/);
    } finally {
      await listener.close();
    }
  });
});

function get(url: string, ca?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent: false, ...(ca === undefined ? {} : { ca }) }, (response) => {
      text(response).then(resolve, reject);
    });
    sent.on('error', reject).end();
  });
}

describe('the distinguished encoding', () => {
  const hex = (bytes: Buffer): string => bytes.toString('hex');

  it('writes integers as short as they can be, and never negative', () => {
    assert.equal(hex(integer(Buffer.from([0, 0, 5]))), '020105');
    assert.equal(hex(integer(Buffer.from([0x80]))), '02020080');
    assert.equal(hex(integer(Buffer.from([0]))), '020100');
  });

  it('writes identifiers, flags and lengths as the standard has them', () => {
    assert.equal(hex(objectId('1.2.840.10045.4.3.2')), '06082a8648ce3d040302');
    assert.equal(hex(bits('0000011')), '03020106');
    assert.equal(hex(sequence()), '3000');
    assert.equal(hex(octetString(Buffer.alloc(200))).slice(0, 6), '0481c8');
    assert.equal(hex(octetString(Buffer.alloc(300))).slice(0, 8), '0482012c');
  });

  it('writes times with two digits for the year until 2049', () => {
    assert.equal(time(new Date(Date.UTC(2049, 11, 31, 23, 59, 59))).toString('latin1', 2), '491231235959Z');
    assert.equal(time(new Date(Date.UTC(2050, 0, 1))).toString('latin1', 2), '20500101000000Z');
  });
});
