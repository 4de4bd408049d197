import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dig, makeRig, type Rig, type Sender, text } from '../compute/rig';

const prefix = '/volume/v3';
const uuid = '11111111-2222-4333-8444-555555555555';

/** A volume that is available. */
async function makeVolume({ cloud, owner }: Rig, wish: object = {}): Promise<string> {
  const made = await owner('POST', `${prefix}/volumes`, { volume: { size: 1, name: 'data', ...wish } });
  assert.equal(made.status, 202, made.text);
  assert.equal(dig(made.body, 'volume', 'status'), 'creating');
  await cloud.letTimePass();
  return text(made.body, 'volume', 'id');
}

async function show(sender: Sender, volume: string): Promise<unknown> {
  const { body, status } = await sender('GET', `${prefix}/volumes/${volume}`);
  return status === 200 ? dig(body, 'volume', 'status') : status;
}

test('the version document needs no token and tells the newest microversion of the release', async () => {
  for (const [release, newest] of [
    ['zed', '3.70'],
    ['2025.1', '3.71'],
  ] as const) {
    const { nobody } = await makeRig({ release });
    const { status, body } = await nobody('GET', '/volume/');
    assert.equal(status, 300);
    assert.equal(dig(body, 'versions', 0, 'id'), 'v3.0');
    assert.equal(dig(body, 'versions', 0, 'version'), newest);
  }
});

test('a volume is made after the answer, and deleted after the answer', async () => {
  const rig = await makeRig();
  const volume = await makeVolume(rig);
  assert.equal(await show(rig.owner, volume), 'available');
  assert.equal((await rig.owner('DELETE', `${prefix}/volumes/${volume}`)).status, 202);
  assert.equal(await show(rig.owner, volume), 'deleting');
  await rig.cloud.letTimePass();
  assert.equal(await show(rig.owner, volume), 404);
  const again = await rig.owner('DELETE', `${prefix}/volumes/${volume}`);
  assert.equal(
    again.text,
    JSON.stringify({ itemNotFound: { code: 404, message: `Volume ${volume} could not be found.` } }),
  );
});

test('a volume without a size is refused, and links follow the URL of the request', async () => {
  const rig = await makeRig();
  const refused = await rig.owner('POST', `${prefix}/volumes`, { volume: { name: 'data' } });
  assert.equal(refused.status, 400);
  assert.match(refused.text, /malformed or otherwise incorrect/);
  const volume = await makeVolume(rig);
  const shown = await rig.owner('GET', `${prefix}/volumes/${volume}`);
  assert.match(text(shown.body, 'volume', 'links', 0, 'href'), new RegExp(`/v3/volumes/${volume}$`));
  const project = text(shown.body, 'volume', 'os-vol-tenant-attr:tenant_id');
  const inProject = await rig.owner('GET', `${prefix}/${project}/volumes/${volume}`);
  assert.match(text(inProject.body, 'volume', 'links', 0, 'href'), new RegExp(`/v3/${project}/volumes/${volume}$`));
});

test('a volume of an image is bootable, one of a multi-attach type may be shared', async () => {
  const rig = await makeRig();
  const images = await rig.owner('GET', '/image/v2/images');
  const imageRef = text(images.body, 'images', 0, 'id');
  const root = await makeVolume(rig, { imageRef });
  const shared = await makeVolume(rig, { volume_type: 'local-delete.multiattach' });
  const seen = await rig.owner('GET', `${prefix}/volumes/detail`);
  const facts = [0, 1].map((index) =>
    ['id', 'bootable', 'multiattach'].map((key) => dig(seen.body, 'volumes', index, key)),
  );
  assert.deepEqual(facts, [
    [shared, 'false', true],
    [root, 'true', false],
  ]);
  const missing = await rig.owner('POST', `${prefix}/volumes`, { volume: { size: 1, imageRef: uuid } });
  assert.match(missing.text, /badRequest.*Invalid image identifier or unable to access requested image\./);
});

test('a volume is there for its project and for administrators alone', async () => {
  const rig = await makeRig();
  const volume = await makeVolume(rig);
  assert.equal(await show(rig.stranger, volume), 404);
  assert.equal(await show(rig.operator, volume), 'available');
  assert.equal((await rig.stranger('DELETE', `${prefix}/volumes/${volume}`)).status, 404);
  const others = await rig.stranger('GET', `${prefix}/volumes?all_tenants=1`);
  assert.deepEqual(dig(others.body, 'volumes'), []);
  const all = await rig.operator('GET', `${prefix}/volumes?all_tenants=1&name=data`);
  assert.equal(dig(all.body, 'volumes', 0, 'id'), volume);
  const path = `${prefix}/${'0'.repeat(32)}/volumes`;
  assert.match((await rig.owner('GET', path)).text, /badRequest.*Malformed request url/);
});

test('an attachment takes its volume from reserved to attaching to in use, and back', async () => {
  const rig = await makeRig();
  const { owner } = rig;
  const volume = await makeVolume(rig);
  const made = await owner('POST', `${prefix}/attachments`, {
    attachment: { volume_uuid: volume, instance_uuid: uuid },
  });
  assert.deepEqual([made.status, dig(made.body, 'attachment', 'status')], [200, 'reserved']);
  const attachment = text(made.body, 'attachment', 'id');
  assert.equal(await show(owner, volume), 'reserved');
  const connector = { host: 'compute-1', mountpoint: '/dev/vdb' };
  const path = `${prefix}/attachments/${attachment}`;
  assert.equal((await owner('PUT', path, { attachment: { connector } })).status, 200);
  assert.equal(await show(owner, volume), 'attaching');
  assert.equal((await owner('POST', `${path}/action`, { 'os-complete': null })).status, 204);
  assert.equal(await show(owner, volume), 'in-use');
  const seen = await owner('GET', `${prefix}/volumes/${volume}`);
  assert.equal(dig(seen.body, 'volume', 'attachments', 0, 'server_id'), uuid);
  assert.match((await owner('DELETE', `${prefix}/volumes/${volume}`)).text, /Invalid volume: Volume status must be/);
  const gone = await owner('DELETE', path);
  assert.deepEqual([gone.status, dig(gone.body, 'attachments')], [200, []]);
  assert.equal(await show(owner, volume), 'available');
  assert.equal((await owner('GET', path)).status, 404);
});

test('a second server may reserve only what is multi-attach', async () => {
  const rig = await makeRig();
  const single = await makeVolume(rig);
  const shared = await makeVolume(rig, { volume_type: 'local-delete.multiattach' });
  const attach = async (volume: string, server: string) => {
    const body = { attachment: { volume_uuid: volume, instance_uuid: server, connector: { host: 'compute-1' } } };
    const { status, body: made } = await rig.owner('POST', `${prefix}/attachments`, body);
    if (status === 200) {
      const path = `${prefix}/attachments/${text(made, 'attachment', 'id')}/action`;
      await rig.owner('POST', path, { 'os-complete': null });
    }
    return status;
  };
  const other = uuid.replace('1', '2');
  assert.deepEqual([await attach(single, uuid), await attach(single, other)], [200, 400]);
  assert.deepEqual([await attach(shared, uuid), await attach(shared, other)], [200, 200]);
  const listed = await rig.owner('GET', `${prefix}/attachments?volume_id=${shared}&instance_id=${other}`);
  assert.equal(
    (await rig.owner('DELETE', `${prefix}/attachments/${text(listed.body, 'attachments', 0, 'id')}`)).status,
    200,
  );
  assert.equal(await show(rig.owner, shared), 'in-use');
});

test('attachments have a microversion of their own', async () => {
  const { owner } = await makeRig();
  assert.equal((await owner('GET', `${prefix}/attachments`, undefined, '3.26')).status, 404);
  const { status, headers } = await owner('GET', `${prefix}/attachments`, undefined, '3.27');
  assert.deepEqual([status, headers.get('openstack-api-version')], [200, 'volume 3.27']);
  assert.equal((await owner('GET', `${prefix}/attachments`, undefined, '3.99')).status, 406);
});

test('types are listed with what makes them multi-attach', async () => {
  const { owner } = await makeRig();
  const { body } = await owner('GET', `${prefix}/types`);
  assert.deepEqual(dig(body, 'volume_types', 0, 'extra_specs'), { multiattach: '<is> True' });
  assert.equal(dig((await owner('GET', `${prefix}/types/default`)).body, 'volume_type', 'name'), 'local-delete');
  assert.equal((await owner('GET', `${prefix}/types/${uuid}`)).status, 404);
});

test('a new volume is told without what extensions add, and noted of its image is what Cinder notes', async () => {
  const rig = await makeRig();
  const images = await rig.owner('GET', '/image/v2/images');
  const imageRef = text(images.body, 'images', 0, 'id');
  const made = await rig.owner('POST', `${prefix}/volumes`, { volume: { size: 1, imageRef } });
  const keys = ['os-vol-tenant-attr:tenant_id', 'volume_image_metadata', 'migration_status'];
  assert.deepEqual(
    keys.map((key) => dig(made.body, 'volume', key)),
    [undefined, undefined, undefined],
  );
  assert.deepEqual([dig(made.body, 'volume', 'updated_at'), dig(made.body, 'volume', 'bootable')], [null, 'false']);
  await rig.cloud.letTimePass();
  const seen = await rig.owner('GET', `${prefix}/volumes/${text(made.body, 'volume', 'id')}`);
  const noted = (key: string) => dig(seen.body, 'volume', 'volume_image_metadata', key);
  assert.deepEqual(
    ['image_id', 'image_name', 'container_format', 'disk_format', 'min_disk', 'min_ram', 'size'].map(noted),
    [imageRef, 'local-delete', 'bare', 'raw', '0', '0', '1024'],
  );
  assert.match(text(seen.body, 'volume', 'volume_image_metadata', 'checksum'), /^[0-9a-f]{32}$/);
});

test('a reader may look and not act since the new defaults, and act before them', async () => {
  for (const [release, create, remove] of [
    ['zed', 202, 202],
    ['2025.1', 403, 403],
  ] as const) {
    const rig = await makeRig({ release });
    const volume = await makeVolume(rig);
    assert.equal(await show(rig.reader, volume), 'available');
    assert.equal((await rig.reader('POST', `${prefix}/volumes`, { volume: { size: 1 } })).status, create);
    const refused = await rig.reader('DELETE', `${prefix}/volumes/${volume}`);
    assert.equal(refused.status, remove);
    if (remove === 403) assert.match(refused.text, /Policy doesn't allow volume:delete to be performed\./);
  }
});

test('a stranger who knows an attachment may look at it, but not take it away', async () => {
  const rig = await makeRig();
  const volume = await makeVolume(rig);
  const made = await rig.owner('POST', `${prefix}/attachments`, { attachment: { volume_uuid: volume } });
  const path = `${prefix}/attachments/${text(made.body, 'attachment', 'id')}`;
  assert.equal((await rig.stranger('GET', path)).status, 200);
  const refused = await rig.stranger('DELETE', path);
  assert.equal(refused.status, 403);
  assert.match(refused.text, /volume:attachment_delete/);
});

test('what is said of types to administrators alone is not said to others', async () => {
  const { owner, operator } = await makeRig();
  const [seen, all] = [await owner('GET', `${prefix}/types`), await operator('GET', `${prefix}/types`)];
  assert.equal(dig(seen.body, 'volume_types', 2, 'name'), '__DEFAULT__');
  assert.equal(dig(seen.body, 'volume_types', 0, 'qos_specs_id'), undefined);
  assert.equal(dig(all.body, 'volume_types', 0, 'qos_specs_id'), null);
});
