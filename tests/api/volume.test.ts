import assert from 'node:assert/strict';
import test from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { versionedServices, checkVersions } from '../../support/api/pinned-versions';
import { ask } from './ask';
import { json, startLoopback } from './loopback';

const volume = {
  id: 'v1',
  name: 'data',
  status: 'in-use',
  size: 1,
  bootable: 'false',
  multiattach: true,
  attachments: [{ server_id: 's1' }],
};
const read = {
  id: 'v1',
  name: 'data',
  status: 'in-use',
  sizeGb: 1,
  bootable: 'not bootable',
  servers: 'several',
  attachedTo: ['s1'],
};

test('volumes', async (t) => {
  const made = await ask(t, 202, { volume }, ({ volume: { volumes } }) => volumes.create({ name: 'data', sizeGb: 1 }));
  assert.equal(made.result, 'v1');
  assert.deepEqual(made.sent, ['POST /volume/v3/p1/volumes {"volume":{"name":"data","size":1}}']);
  const found = await ask(t, 200, { volume }, ({ volume: { volumes } }) => volumes.find('v1'));
  assert.deepEqual(found.result, read);
  const gone = await ask(t, 404, {}, ({ volume: { volumes } }) => volumes.find('v1'));
  assert.equal(gone.result, undefined);
  const listed = await ask(t, 200, { volumes: [volume] }, ({ volume: { volumes } }) =>
    volumes.list({ name: 'data', projectId: 'p1' }),
  );
  assert.deepEqual(listed.result, [read]);
  assert.deepEqual(listed.sent, ['GET /volume/v3/p1/volumes/detail?name=data&project_id=p1&all_tenants=1']);
  const removal = await ask(t, 202, undefined, ({ volume: { volumes } }) => volumes.delete('v1'));
  assert.deepEqual(removal.sent, ['DELETE /volume/v3/p1/volumes/v1']);
});

test('attachments and types', async (t) => {
  const attachment = { id: 'a1', status: 'reserved', instance: null, volume_id: 'v1' };
  const listed = await ask(t, 200, { attachments: [attachment] }, ({ volume: { attachments } }) =>
    attachments.list({ volumeId: 'v1' }),
  );
  assert.deepEqual(listed.result, [{ id: 'a1', status: 'reserved', serverId: undefined, volumeId: 'v1' }]);
  assert.deepEqual(listed.sent, ['GET /volume/v3/p1/attachments?volume_id=v1&all_tenants=1']);
  const removal = await ask(t, 200, { attachments: [] }, ({ volume: { attachments } }) => attachments.delete('a1'));
  assert.deepEqual(removal.sent, ['DELETE /volume/v3/p1/attachments/a1']);
  const types = [
    { id: 't1', name: 'one' },
    { id: 't2', name: 'two', extra_specs: { multiattach: '<is> True' } },
  ];
  const found = await ask(t, 200, { volume_types: types }, ({ volume }) => volume.types.findByName('two'));
  assert.deepEqual(found.result, { id: 't2', name: 'two', servers: 'several' });
  const made = await ask(t, 200, { volume_type: types[0] }, ({ volume }) =>
    volume.types.create({ name: 'one', servers: 'one' }),
  );
  assert.deepEqual(made.result, { id: 't1', name: 'one', servers: 'one' });
  assert.deepEqual(made.sent, ['POST /volume/v3/p1/types {"volume_type":{"name":"one","extra_specs":{}}}']);
});

test('Cinder is asked at the pinned microversion, by the name that it gives itself', async (t) => {
  const cloud = await startLoopback(t, () => json(200, { volume }));
  await new CloudClients(cloud.session()).volume.volumes.find('v1');
  assert.equal(cloud.requests.at(-1)?.headers['openstack-api-version'], 'volume 3.44');
});

test('its microversions are checked where there are volumes', async (t) => {
  const services = versionedServices(new Set(['volumes']));
  assert.deepEqual(services, ['compute', 'placement', 'volumev3']);
  assert.deepEqual(versionedServices(new Set()), ['compute', 'placement']);
  const cloud = await startLoopback(t, () =>
    json(300, { versions: [{ id: 'v3.0', version: '3.43', min_version: '3.0' }] }),
  );
  await assert.rejects(checkVersions(cloud.session(), ['volumev3']), {
    name: 'VersionNotOffered',
    message: 'embedded: volumev3 offers microversions 3.0 to 3.43, but the suite needs 3.44',
  });
});
