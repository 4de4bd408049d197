import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNothingIsMounted, currentMountPointsIn, mountPointsIn } from '../../support/reference-cloud/mounts';

const mountinfo = [
  '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
  '23 22 0:5 / /clouds/2025.1/chroot/proc rw - proc proc rw',
  '24 22 0:6 / /clouds/2025.1/chroot/dev rw,nosuid shared:2 - devtmpfs dev rw',
  '25 24 0:7 / /clouds/2025.1/chroot/dev/a\\040b\\134c rw - tmpfs tmpfs rw',
  '26 22 0:8 / /clouds/2025.1/chroot.unfinished/proc rw - proc proc rw',
  '',
].join('\n');

test('mount points in a directory come deepest first, with their escapes undone', () => {
  assert.deepEqual(mountPointsIn(mountinfo, '/clouds/2025.1/chroot'), [
    '/clouds/2025.1/chroot/dev/a b\\c',
    '/clouds/2025.1/chroot/dev',
    '/clouds/2025.1/chroot/proc',
  ]);
});

test('a directory that only begins alike is not meant', () => {
  assert.deepEqual(mountPointsIn(mountinfo, '/clouds/2025'), []);
});

test('the directory itself may be a mount point', () => {
  assert.deepEqual(mountPointsIn(mountinfo, '/clouds/2025.1/chroot/proc'), ['/clouds/2025.1/chroot/proc']);
});

test('a line without a mount point is told', () => {
  assert.throws(() => mountPointsIn('22 1 254:0', '/'), /has no mount point: "22 1 254:0"/);
});

test('the mounts of this machine are read', () => {
  assert.ok(currentMountPointsIn('/proc').includes('/proc'));
});

test('a tree with a mount inside is not to be removed, and the mount is named', () => {
  assert.throws(() => {
    checkNothingIsMounted('/clouds/2025.1', mountPointsIn(mountinfo, '/clouds/2025.1'));
  }, /\/clouds\/2025.1 is not removed: something is mounted inside it \(.*chroot\/dev, .*\); unmount it first/);
  checkNothingIsMounted('/elsewhere', mountPointsIn(mountinfo, '/elsewhere'));
});
