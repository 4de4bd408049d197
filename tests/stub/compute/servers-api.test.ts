import assert from 'node:assert/strict';

import { asObject } from '../../../support/stub/compute/neighbours/read-json';
import {
  askForServer,
  buildServer,
  changeService,
  dig,
  hostOf,
  message,
  newServer,
  remove,
  type Rig,
  testOnRig,
  text,
} from './rig';

const servers = '/compute/v2.1/servers';

testOnRig('bad input is answered as Nova answers it, never with a 500', async (rig) => {
  const good = await newServer(rig);
  const server = (changes: object) => ({ server: { ...asObject(good['server'], 'server'), ...changes } });
  const cases: readonly (readonly [string, string, unknown, number, RegExp])[] = [
    ['POST', servers, '{ "server": ', 400, /^Malformed request body$/],
    ['POST', servers, {}, 400, /'server' is a required property/],
    ['POST', servers, [], 400, /\[\] is not of type 'object'/],
    ['POST', servers, { server: {} }, 400, /'name' is a required property/],
    [
      'POST',
      servers,
      server({ colour: 'blue' }),
      400,
      /Additional properties are not allowed \('colour' was unexpected\)/,
    ],
    ['POST', servers, server({ networks: undefined }), 400, /'networks' is a required property/],
    ['POST', servers, server({ name: '' }), 400, /field\/attribute name/],
    [
      'POST',
      servers,
      server({ imageRef: '7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f' }),
      400,
      /^Image .* could not be found\.$/,
    ],
    ['POST', servers, server({ imageRef: '' }), 400, /^Missing imageRef attribute$/],
    ['POST', servers, server({ flavorRef: 'none such' }), 400, /^Flavor none such could not be found\.$/],
    ['POST', servers, server({ min_count: 3, max_count: 2 }), 400, /^min_count must be <= max_count$/],
    ['POST', servers, server({ availability_zone: 'moon' }), 400, /^The requested availability zone is not available$/],
    [
      'POST',
      servers,
      server({ networks: [{ uuid: '7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f' }] }),
      400,
      /^Network .* could not be found\.$/,
    ],
    [
      'POST',
      servers,
      server({ networks: [{ port: '7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f' }] }),
      400,
      /^Port id .* could not be found\.$/,
    ],
    ['POST', servers, { ...good, 'os:scheduler_hints': { group: 'blue' } }, 400, /group/],
    [
      'POST',
      servers,
      { ...good, 'os:scheduler_hints': { group: '7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f' } },
      400,
      /^Instance group .* could not be found\.$/,
    ],
    ['POST', servers, server({ host: 'compute-1' }), 403, /requested_destination/],
    ['POST', servers, server({ availability_zone: 'local-delete:compute-1' }), 403, /forced_host/],
    ['GET', `${servers}?limit=x`, undefined, 400, /limit/],
    ['GET', `${servers}?marker=x`, undefined, 400, /^marker \[x\] not found$/],
    ['GET', `${servers}?status=sleepy`, undefined, 400, /^Invalid status value$/],
    ['GET', `${servers}?status=deleted`, undefined, 403, /^Only administrators may list deleted instances$/],
    ['GET', `${servers}?all_tenants=1`, undefined, 403, /servers:index:get_all_tenants/],
    ['GET', `${servers}?changes-since=never`, undefined, 400, /changes-since/],
    ['GET', '/compute/v2.1/nowhere', undefined, 404, /could not be found/],
    ['PUT', servers, {}, 405, /not allowed/],
    ['GET', '/compute/v2.1/11111111111111111111111111111111/servers', undefined, 400, /^Malformed request URL/],
  ];
  for (const [method, path, body, status, words] of cases) {
    const reply = await rig.owner(method, path, body);
    assert.equal(reply.status, status, `${method} ${path} ${JSON.stringify(body)}: ${reply.text}`);
    assert.match(message(reply), words);
    assert.match(reply.headers.get('x-compute-request-id') ?? '', /^req-/);
    assert.equal(reply.headers.get('x-openstack-request-id'), reply.headers.get('x-compute-request-id'));
  }
  assert.deepEqual(dig((await rig.owner('GET', servers)).body, 'servers'), []);
});

testOnRig('another content type, bad actions, bad versions', async (rig) => {
  const uuid = await buildServer(rig);
  const action = (body: unknown) => rig.owner('POST', `${servers}/${uuid}/action`, body);
  assert.equal(message(await action({ dance: null })), 'There is no such action: dance');
  assert.equal(message(await action({ one: 1, two: 2 })), 'Malformed request body');
  assert.equal(message(await action('[')), 'Malformed request body');
  const tooNew = await rig.owner('GET', servers, undefined, '2.101');
  assert.equal(tooNew.status, 406);
  assert.equal(
    text(tooNew.body, 'computeFault', 'message'),
    'Version 2.101 is not supported by the API. Minimum is 2.1 and maximum is 2.100.',
  );
  assert.equal((await rig.owner('GET', servers, undefined, 'two')).status, 400);
  const reply = await rig.owner('GET', servers, undefined, 'none');
  assert.equal(reply.headers.get('openstack-api-version'), 'compute 2.1');
  assert.equal(reply.headers.get('x-openstack-nova-api-version'), '2.1');
  const xml = await rig.cloud.fetch(
    new Request(`http://127.0.0.1:1${servers}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: '<a/>',
    }),
  );
  assert.equal(xml.status, 401, 'a token comes first');
});

testOnRig('version documents need no token', async (rig) => {
  const { status, body } = await rig.nobody('GET', '/compute/', undefined, 'none');
  assert.equal(status, 200);
  assert.equal(dig(body, 'versions', 0, 'status'), 'SUPPORTED');
  assert.deepEqual([dig(body, 'versions', 1, 'id'), dig(body, 'versions', 1, 'version')], ['v2.1', '2.100']);
  assert.equal(dig((await rig.nobody('GET', '/compute/v2.1/', undefined, 'none')).body, 'version', 'id'), 'v2.1');
});

async function shown(rig: Rig, uuid: string, version: string, person = rig.operator): Promise<unknown> {
  return dig((await person('GET', `${servers}/${uuid}`, undefined, version)).body, 'server');
}

testOnRig('fields of a server by microversion and by reader', async (rig) => {
  const uuid = await buildServer(rig);
  const arrivals: readonly (readonly [string, string, string])[] = [
    ['2.2', '2.3', 'OS-EXT-SRV-ATTR:reservation_id'],
    ['2.8', '2.9', 'locked'],
    ['2.15', '2.16', 'host_status'],
    ['2.18', '2.19', 'description'],
    ['2.25', '2.26', 'tags'],
    ['2.62', '2.63', 'trusted_image_certificates'],
    ['2.70', '2.71', 'server_groups'],
    ['2.72', '2.73', 'locked_reason'],
    ['2.95', '2.96', 'pinned_availability_zone'],
    ['2.99', '2.100', 'scheduler_hints'],
  ];
  for (const [before, since, field] of arrivals) {
    assert.equal(dig(await shown(rig, uuid, before), field), undefined, `${field} at ${before}`);
    assert.notEqual(dig(await shown(rig, uuid, since), field), undefined, `${field} at ${since}`);
  }
  assert.equal(dig(await shown(rig, uuid, '2.46'), 'flavor', 'id'), '1');
  assert.equal(dig(await shown(rig, uuid, '2.47'), 'flavor', 'original_name'), 'local-delete.small');
  const forOwner = await shown(rig, uuid, '2.93', rig.owner);
  for (const field of ['OS-EXT-SRV-ATTR:host', 'host_status']) assert.equal(dig(forOwner, field), undefined);
  assert.equal(text(forOwner, 'hostId').length, 56);
  assert.equal((await rig.reader('GET', `${servers}/${uuid}`)).status, 200);
  assert.equal((await rig.stranger('GET', `${servers}/${uuid}`)).status, 404);
});

testOnRig('lists: pages, filters, deleted servers', async (rig) => {
  const names = (reply: { body: unknown }) => {
    const list = dig(reply.body, 'servers');
    assert.ok(Array.isArray(list));
    return list.map((server) => dig(server, 'name'));
  };
  const uuids: string[] = [];
  for (const name of ['one', 'two', 'three']) uuids.push(await buildServer(rig, { name }));
  assert.deepEqual(names(await rig.owner('GET', servers)), ['three', 'two', 'one']);
  const page = await rig.owner('GET', `${servers}?limit=2`);
  assert.deepEqual(names(page), ['three', 'two']);
  const next = new URL(text(page.body, 'servers_links', 0, 'href'));
  assert.deepEqual(names(await rig.owner('GET', `${next.pathname}${next.search}`)), ['one']);
  assert.deepEqual(names(await rig.owner('GET', `${servers}?name=^t`)), ['three', 'two']);
  assert.deepEqual(names(await rig.stranger('GET', servers)), []);
  assert.equal((await remove(rig, uuids[0] ?? '')).status, 204);
  await rig.cloud.letTimePass();
  assert.deepEqual(names(await rig.owner('GET', servers)), ['three', 'two']);
  assert.deepEqual(names(await rig.owner('GET', `${servers}?deleted=true`)), ['three', 'two'], 'dropped for users');
  const deleted = await rig.operator('GET', `${servers}/detail?deleted=true&all_tenants=true`);
  assert.deepEqual(names(deleted), ['one']);
  assert.equal(dig(deleted.body, 'servers', 0, 'status'), 'DELETED');
  assert.notEqual(dig(deleted.body, 'servers', 0, 'OS-SRV-USG:terminated_at'), null);
  assert.deepEqual(names(await rig.owner('GET', `${servers}?changes-since=2026-11-20T00:00:00Z`)), [
    'three',
    'two',
    'one',
  ]);
});

testOnRig('the history of a deleted server is readable from 2.21 on, events in detail for operators', async (rig) => {
  const uuid = await buildServer(rig);
  const path = `${servers}/${uuid}/os-instance-actions`;
  await changeService(rig, await hostOf(rig, uuid), { forced_down: true });
  assert.equal((await remove(rig, uuid)).status, 204);
  assert.equal((await rig.owner('GET', path, undefined, '2.20')).status, 404);
  const { body } = await rig.reader('GET', path, undefined, '2.21');
  assert.equal(dig(body, 'instanceActions', 0, 'action'), 'delete');
  assert.equal(dig(body, 'instanceActions', 0, 'message'), null);
  assert.equal(dig(body, 'instanceActions', 0, 'updated_at'), undefined);
  const local = await rig.operator('GET', `${path}/${text(body, 'instanceActions', 0, 'request_id')}`);
  assert.deepEqual(dig(local.body, 'instanceAction', 'events'), []);
  const create = `${path}/${text(body, 'instanceActions', 1, 'request_id')}`;
  const event = async (version: string, person = rig.owner) =>
    dig((await person('GET', create, undefined, version)).body, 'instanceAction', 'events', 0);
  assert.equal(await event('2.50'), undefined, 'events are for operators below 2.51');
  assert.equal(dig(await event('2.51'), 'event'), 'compute__do_build_and_run_instance');
  assert.equal(dig(await event('2.51'), 'traceback'), undefined);
  assert.equal(dig(await event('2.51', rig.operator), 'traceback'), null);
  assert.equal(dig(await event('2.61', rig.operator), 'host'), undefined);
  assert.match(text(await event('2.62', rig.operator), 'host'), /^compute-\d$/);
  assert.equal(dig(await event('2.62'), 'host'), undefined);
  assert.equal(text(await event('2.62'), 'hostId').length, 56);
  assert.equal((await rig.owner('GET', `${path}/req-unknown`)).status, 404);
  assert.equal((await rig.stranger('GET', path)).status, 404);
});

const actions = (uuid: string) => `${servers}/${uuid}/os-instance-actions`;

testOnRig('a server is stopped and started by its host, and asked only when its state allows it', async (rig) => {
  const uuid = await buildServer(rig);
  const act = (action: string, person = rig.owner) => person('POST', `${servers}/${uuid}/action`, { [action]: null });
  const state = async () => {
    const server = dig((await rig.owner('GET', `${servers}/${uuid}`)).body, 'server');
    return ['status', 'OS-EXT-STS:task_state', 'OS-EXT-STS:power_state'].map((field) => dig(server, field));
  };
  assert.equal(message(await act('os-start')), `Cannot 'start' instance ${uuid} while it is in vm_state active`);
  assert.equal((await act('os-stop', rig.reader)).status, 403);
  assert.equal((await act('os-stop', rig.stranger)).status, 404);
  assert.equal((await act('os-stop')).status, 202);
  assert.deepEqual(await state(), ['ACTIVE', 'powering-off', 1]);
  const again = await act('os-stop');
  assert.equal(again.status, 409);
  assert.equal(message(again), `Cannot 'stop' instance ${uuid} while it is in task_state powering-off`);
  await rig.cloud.letTimePass();
  assert.deepEqual(await state(), ['SHUTOFF', null, 4]);
  assert.equal((await act('os-start')).status, 202);
  await rig.cloud.letTimePass();
  assert.deepEqual(await state(), ['ACTIVE', null, 1]);
  const { body } = await rig.owner('GET', actions(uuid));
  assert.deepEqual(
    [0, 1, 2].map((index) => dig(body, 'instanceActions', index, 'action')),
    ['start', 'stop', 'create'],
  );
  const stop = await rig.owner('GET', `${actions(uuid)}/${text(body, 'instanceActions', 1, 'request_id')}`);
  assert.equal(dig(stop.body, 'instanceAction', 'events', 0, 'event'), 'compute_stop_instance');
});

testOnRig('a server without a host, or one that is going, is not stopped', async (rig) => {
  const waiting = await askForServer(rig);
  const refused = await rig.owner('POST', `${servers}/${waiting}/action`, { 'os-stop': null });
  assert.equal(refused.status, 409);
  assert.equal(message(refused), `Instance ${waiting} is not ready`);
  await rig.cloud.letTimePass();
  assert.equal((await rig.owner('POST', `${servers}/${waiting}/action`, { 'os-stop': {} })).status, 202);
  assert.equal((await remove(rig, waiting)).status, 204);
  await rig.cloud.letTimePass();
  assert.equal((await rig.owner('GET', `${servers}/${waiting}`)).status, 404);
});
