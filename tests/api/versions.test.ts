import assert from 'node:assert/strict';
import test from 'node:test';
import { checkVersions, compareVersions } from '../../support/api/pinned-versions';
import { json, startLoopback } from './loopback';

function documents(compute: string, placement: string) {
  return ({ url }: { url: string }) =>
    url === '/compute/'
      ? json(200, {
          versions: [
            { id: 'v2.0', version: '', min_version: '' },
            { id: 'v2.1', version: compute, min_version: '2.1' },
          ],
        })
      : json(200, { versions: [{ id: 'v1.0', max_version: placement, min_version: '1.0' }] });
}

test('a cloud with the pinned versions is accepted, and its version documents are read without a token', async (t) => {
  const cloud = await startLoopback(t, documents('2.80', '1.36'));
  assert.deepEqual(await checkVersions(cloud.session(), ['compute', 'placement']), [
    { service: 'compute', minimum: '2.1', maximum: '2.80' },
    { service: 'placement', minimum: '1.0', maximum: '1.36' },
  ]);
  assert.deepEqual(cloud.requests.map(({ url }) => url).sort(), ['/compute/', '/placement/']);
  for (const { headers } of cloud.requests) {
    assert.equal(headers['x-auth-token'], undefined);
    assert.equal(headers['openstack-api-version'], undefined);
  }
});

test('a cloud without them is refused with both numbers', async (t) => {
  const cloud = await startLoopback(t, documents('2.79', '1.9'));
  await assert.rejects(checkVersions(cloud.session(), ['compute', 'placement']), {
    name: 'VersionNotOffered',
    message:
      'embedded: compute offers microversions 2.1 to 2.79, but the suite needs 2.80; ' +
      'placement offers microversions 1.0 to 1.9, but the suite needs 1.36',
  });
});

test('a compute without the API v2.1 is refused', async (t) => {
  const cloud = await startLoopback(t, () => json(300, { versions: [{ id: 'v2.0' }] }));
  await assert.rejects(checkVersions(cloud.session(), ['compute', 'placement']), {
    name: 'VersionNotOffered',
    message: 'embedded: compute should offer the API v2.1, but offers v2.0',
  });
});

test('a place without a version document is told with its address', async (t) => {
  const cloud = await startLoopback(t, ({ url }) => (url === '/compute/' ? json(200, '<html>hello') : json(404)));
  await assert.rejects(checkVersions(cloud.session(), ['compute']), {
    name: 'VersionNotOffered',
    message: `embedded: compute should tell its versions at ${cloud.url}/compute/, but ${cloud.url}/compute sent text/html in place of JSON: <html>hello`,
  });
  await assert.rejects(checkVersions(cloud.session(), ['placement']), {
    message: `embedded: placement should tell its versions at ${cloud.url}/placement/, but it answers 404`,
  });
});

test('a version document without numbers is told with its address', async (t) => {
  const cloud = await startLoopback(t, () =>
    json(200, { versions: [{ id: 'v2.1', version: null, min_version: '2.1' }] }),
  );
  await assert.rejects(checkVersions(cloud.session(), ['compute']), {
    name: 'VersionNotOffered',
    message: `embedded: compute should tell its versions at ${cloud.url}/compute/, but versions[0].version should be a string, but is null`,
  });
});

test('microversions are compared as numbers', () => {
  assert(compareVersions('2.9', '2.10') < 0);
  assert(compareVersions('2.80', '2.79') > 0);
  assert(compareVersions('1.36', '2.1') < 0);
  assert.equal(compareVersions('1.36', '1.36'), 0);
});
