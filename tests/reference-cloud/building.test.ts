import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aptOptionsIn, mirrorIn } from '../../support/reference-cloud/building/apt-sources';
import { mmdebstrapCommand } from '../../support/reference-cloud/building/build-chroot';
import { debianCodename } from '../../support/reference-cloud/building/prerequisites';
import { fits, stampOf } from '../../support/reference-cloud/building/stamp';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';

const release = referenceCloudRelease('2025.1');

test("the mirror is Debian's main archive of this machine's release, with its keyring", () => {
  const targets = [
    'Third Party|bookworm|bookworm|main|https://packages.example/debian/|/usr/share/keyrings/third.gpg',
    'Debian|bookworm-security|bookworm-security|main|http://mirror.example/debian-security/|/k.gpg',
    'Debian|bookworm|stable|contrib|http://other.example/debian/|/k.gpg',
    'Debian|bookworm|stable|main|http://mirror.example/debian/|/k.gpg',
  ].join('\n');
  assert.deepEqual(mirrorIn(targets, 'bookworm'), { uri: 'http://mirror.example/debian/', keyring: '/k.gpg' });
});

test("an apt that does not tell the keyring means Debian's", () => {
  const target = 'Debian|bookworm|bookworm|main|http://mirror.example/debian/|$(SIGNED_BY)\n';
  assert.equal(mirrorIn(target, 'bookworm')?.keyring, '/usr/share/keyrings/debian-archive-keyring.gpg');
});

test('before the first update the path tells what is Debian', () => {
  const targets = [
    '||bookworm|main|https://packages.example/tools/|',
    '||bookworm|main|http://mirror.example/debian/|',
  ].join('\n');
  assert.equal(mirrorIn(targets, 'bookworm')?.uri, 'http://mirror.example/debian/');
});

test('sources without Debian give no mirror', () => {
  assert.equal(
    mirrorIn('Third Party|bookworm|bookworm|main|https://packages.example/debian/|\n', 'bookworm'),
    undefined,
  );
});

test('proxies and clock checks of apt are handed on, and nothing else', () => {
  const dump = [
    'APT::Architecture "amd64";',
    'Acquire::http "";',
    'Acquire::http::Proxy "http://proxy.example:3128";',
    'Acquire::https::Verify-Peer "true";',
    'Acquire::Check-Valid-Until "false";',
    'Acquire::Languages "";',
    'DPkg::Post-Invoke:: "rm -f x";',
  ].join('\n');
  assert.deepEqual(aptOptionsIn(dump), [
    'Acquire::http::Proxy "http://proxy.example:3128";',
    'Acquire::https::Verify-Peer "true";',
    'Acquire::Check-Valid-Until "false";',
  ]);
});

test('mmdebstrap is given the suite, the packages and where to build', () => {
  const command = mmdebstrapCommand(release, '/x/apt.conf', '/x/chroot.unfinished');
  assert.deepEqual(command.slice(-3), ['trixie', '/x/chroot.unfinished', '-']);
  assert.ok(command.some((word) => word.startsWith('--include=') && word.split(',').includes('python3-nova')));
});

test('the codename of Debian is read from os-release, and another system is told', () => {
  assert.equal(debianCodename('ID=debian\nVERSION_CODENAME=bookworm\n'), 'bookworm');
  assert.throws(
    () => debianCodename('PRETTY_NAME="Other Linux 9"\nID=other\nVERSION_CODENAME=nine\n'),
    /built on Debian only, and this machine says it is "Other Linux 9"/,
  );
});

test('a chroot fits while the release asks for what it was built of', () => {
  const stamp = stampOf(release, { nova: '31.0.0' });
  assert.equal(fits(stamp, release), true);
  assert.equal(fits(stamp, { ...release, packages: [...release.packages, 'python3-cinder'] }), false);
  assert.equal(fits(stamp, { ...release, suite: 'bookworm' }), false);
});
