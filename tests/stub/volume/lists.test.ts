import assert from 'node:assert/strict';

import { dig, message, type Reply, type Rig, testOnRig, text } from '../compute/rig';

const volumes = '/volume/v3/volumes';
const nowhere = '6a1a2b3c-0000-4000-8000-000000000000';

async function make(rig: Rig, volume: object, version = '3.59'): Promise<Reply> {
  return rig.owner('POST', volumes, { volume: { size: 1, ...volume } }, version);
}

function names({ body }: Reply, collection = 'volumes'): string {
  const list = dig(body, collection);
  assert.ok(Array.isArray(list), JSON.stringify(body));
  return list.map((item: unknown) => String(dig(item, 'name'))).join(' ');
}

async function threeVolumes(rig: Rig): Promise<void> {
  await make(rig, { name: 'red', metadata: { colour: 'red', shape: 'round' } });
  await make(rig, { name: 'green', size: 2, metadata: { colour: 'green' } });
  await make(rig, { name: 'blue', display_description: 'sky' });
  await rig.cloud.letTimePass();
}

/** As the Cinder of 2025.1 was seen to choose and to sort. */
const cases: readonly (readonly [who: 'owner' | 'operator', query: string, found: string])[] = [
  ['owner', '', 'blue green red'],
  ['owner', 'sort=name:asc', 'blue green red'],
  ['owner', 'sort=size:desc,name:asc', 'green blue red'],
  ['owner', 'sort_key=name', 'red green blue'],
  ['owner', 'sort_dir=asc', 'red green blue'],
  ['owner', 'offset=1', 'green red'],
  ['owner', 'offset=1&limit=1', 'green'],
  ['owner', 'limit=0', ''],
  ['owner', 'name=RED', 'red'],
  ['owner', 'size=2', 'green'],
  ['owner', 'size=x', ''],
  ['owner', 'bootable=true', ''],
  ['owner', 'bootable=false', 'blue green red'],
  ['owner', "metadata={'colour':'red'}", 'red'],
  ['owner', 'metadata={"colour":"red","shape":"square"}', ''],
  ['owner', "metadata={'__proto__':'x'}", ''],
  ['owner', 'metadata=x', ''],
  ['owner', 'availability_zone=nova', 'blue green red'],
  ['owner', 'group_id=None', 'blue green red'],
  ['owner', 'group_id=x', ''],
  ['owner', 'created_at=gt:2020-01-01,lt:2021-01-01', ''],
  ['owner', 'created_at=gte:2026-11-20T10:00:00', 'blue green red'],
  ['owner', 'consumes_quota=true', 'blue green red'],
  ['owner', 'consumes_quota=false', ''],
  ['owner', 'all_tenants=x', 'blue green red'],
  ['operator', 'display_description=sky', 'blue'],
  ['operator', 'host=controller@fake%23fake', 'blue green red'],
  ['operator', 'multiattach=false', 'blue green red'],
  ['operator', 'no-column=x', ''],
  ['operator', '__proto__=x', ''],
  ['operator', 'all_tenants=1&project_id=nobody', ''],
];

testOnRig('a list of volumes is filtered and sorted as it is asked for', async (rig) => {
  await threeVolumes(rig);
  for (const [who, query, found] of cases) {
    const reply = await rig[who]('GET', `${volumes}?${query}`, undefined, '3.59');
    assert.equal(reply.status, 200, `${query} ${reply.text}`);
    assert.equal(names(reply), found, `${who} ${query}`);
  }
});

testOnRig('a count is of all that match, from the microversion on that has it', async (rig) => {
  await threeVolumes(rig);
  const count = async (version: string) => rig.owner('GET', `${volumes}?with_count=true&limit=1`, undefined, version);
  assert.equal((await count('3.45')).body['count'], 3);
  assert.match(message(await count('3.44')), /^Invalid filters with_count are found/);
});

const refused: readonly (readonly [
  who: 'owner' | 'operator',
  path: string,
  version: string,
  status: number,
  words: RegExp,
])[] = [
  ['owner', '/volumes?limit=-1', '3.59', 400, /^limit param must be positive$/],
  ['owner', '/volumes?offset=x', '3.59', 400, /^offset must be an integer$/],
  ['owner', '/volumes?marker=x', '3.59', 404, /^Volume x could not be found\.$/],
  ['owner', '/volumes?sort_key=__proto__', '3.59', 400, /Invalid sort key$/],
  ['owner', '/volumes?sort=name:up', '3.59', 400, /Unknown sort direction/],
  ['owner', '/volumes?sort=name&sort_key=name', '3.59', 400, /deprecated and cannot be used/],
  ['owner', '/volumes?host=x', '3.59', 400, /^Invalid filters host are found in query options\.$/],
  ['owner', '/volumes?name~=x', '3.59', 400, /^Invalid filters name~/],
  ['owner', '/volumes?bootable=x', '3.59', 400, /'bootable = x'$/],
  ['owner', '/volumes?created_at=x', '3.59', 400, /^Invalid x operator$/],
  ['owner', '/volumes?created_at=constructor:x', '3.59', 400, /^Invalid constructor operator$/],
  ['owner', '/volumes?created_at=eq:x', '3.59', 400, /^Invalid x value$/],
  ['owner', '/volumes?with_count=x', '3.59', 400, /for 'with_count' is not a boolean/],
  ['owner', '/volumes?consumes_quota=x', '3.59', 400, /for 'use_quota' is not a boolean/],
  ['operator', '/volumes?all_tenants=x', '3.59', 400, /for 'all_tenants' is not a boolean/],
  ['operator', '/volumes?provider_id=x', '3.59', 501, /does not play volumes filtered by provider_id$/],
  ['owner', '/types?name=x', '3.59', 400, /^Invalid filters name/],
  ['owner', '/types?sort_key=x', '3.59', 400, /Invalid sort key$/],
  ['owner', '/attachments?instance_uuid=x', '3.59', 400, /^Invalid filters instance_uuid/],
  ['owner', '/attachments?marker=x', '3.59', 404, /attachment_id = x/],
];

testOnRig('what a list of Cinder’s cannot be asked for is refused', async (rig) => {
  for (const [who, path, version, status, words] of refused) {
    const reply = await rig[who]('GET', `/volume/v3${path}`, undefined, version);
    assert.equal(reply.status, status, `${path} ${reply.text}`);
    assert.match(message(reply), words);
  }
  const old = await rig.owner('GET', `${volumes}?host=x`, undefined, '3.30');
  assert.equal(old.status, 200, 'filters were dropped before there was a list of them');
});

testOnRig('volume types are filtered by what they say of themselves', async (rig) => {
  const list = async (query: string) => names(await rig.owner('GET', `/volume/v3/types?${query}`), 'volume_types');
  assert.equal(await list("extra_specs={'multiattach':'<is> True'}"), 'local-delete.multiattach');
  assert.equal(await list('sort=name:asc'), '__DEFAULT__ local-delete local-delete.multiattach');
  assert.equal(await list('is_public=false'), '');
  assert.equal(await list('marker=nowhere&limit=1'), 'local-delete.multiattach');
});

const bodies: readonly (readonly [volume: object, status: number, words: RegExp])[] = [
  [{ multiattach: true }, 400, /^multiattach parameter has been removed/],
  [{ snapshot_id: nowhere }, 404, /^Snapshot .* could not be found\.$/],
  [{ source_volid: nowhere }, 404, /^Volume .* could not be found\.$/],
  [{ backup_id: nowhere }, 404, /^Backup .* could not be found\.$/],
  [{ group_id: nowhere }, 404, /^Group .* could not be found\.$/],
  [{ consistencygroup_id: nowhere }, 404, /^Group .* could not be found\.$/],
  [{ metadata: { a: 5 } }, 400, /attribute a\. Value: 5\. 5 is not of type 'string'$/],
  [{ foo: 'x' }, 400, /Additional properties are not allowed \('foo' was unexpected\)$/],
  [{ size: '11111111111111111111' }, 400, /is greater than the maximum of 2147483647$/],
  [{ size: null }, 400, /either malformed or otherwise incorrect/],
  [{ availability_zone: 'x' }, 400, /^Availability zone 'x' is invalid\.$/],
  [{ volume_type: 'x' }, 404, /^Volume type with name x could not be found\.$/],
  [{ volume_type: nowhere }, 404, /^Volume type 6a1a2b3c-0000-4000-8000-000000000000 could not be found\.$/],
  [{ image_id: nowhere }, 400, /^Invalid image identifier/],
  [{ name: 'x'.repeat(256) }, 400, /name has 256 characters, more than 255\.$/],
];

testOnRig('a volume that cannot be is refused in Cinder’s words', async (rig) => {
  for (const [volume, status, words] of bodies) {
    const reply = await make(rig, volume);
    assert.equal(reply.status, status, `${JSON.stringify(volume).slice(0, 80)} ${reply.text}`);
    assert.match(message(reply), words);
  }
  const { body } = await make(rig, { name: 'source' });
  const copy = await make(rig, { source_volid: text(body, 'volume', 'id') });
  assert.equal(copy.status, 501);
  assert.equal(message(copy), 'the embedded cloud does not play volumes made of other volumes');
});

testOnRig('what is null, or not there yet, says nothing of a volume', async (rig) => {
  const nothing = ['name', 'description', 'volume_type', 'imageRef', 'availability_zone', 'metadata', 'multiattach'];
  const sources = ['snapshot_id', 'source_volid', 'consistencygroup_id', 'group_id', 'backup_id'];
  const nulls = Object.fromEntries([...nothing, ...sources].map((key) => [key, null]));
  assert.equal((await make(rig, nulls)).status, 202);
  assert.equal((await make(rig, { foo: 'x' }, '3.52')).status, 202);
});

testOnRig('an attachment keeps the mode that it was made with', async (rig) => {
  const id = text((await make(rig, { name: 'a' })).body, 'volume', 'id');
  await rig.cloud.letTimePass();
  const attachment = { volume_uuid: id, instance_uuid: nowhere, mode: 'ro' };
  const path = '/volume/v3/attachments';
  assert.equal((await rig.owner('POST', path, { attachment }, '3.53')).status, 400);
  const made = await rig.owner('POST', path, { attachment }, '3.54');
  assert.equal(dig(made.body, 'attachment', 'attach_mode'), 'ro');
});
