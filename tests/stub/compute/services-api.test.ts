import assert from 'node:assert/strict';

import { changeService, dig, message, serviceOf, takeDown, testOnRig, text } from './rig';

const services = '/compute/v2.1/os-services';

testOnRig('os-services lists computes, conductor and scheduler, filtered by host and binary', async (rig) => {
  const all = dig((await rig.operator('GET', services)).body, 'services');
  assert.ok(Array.isArray(all));
  assert.deepEqual(
    all.map((service) => [dig(service, 'binary'), dig(service, 'host'), dig(service, 'zone'), dig(service, 'state')]),
    [
      ['nova-conductor', 'controller', 'internal', 'up'],
      ['nova-scheduler', 'controller', 'internal', 'up'],
      ['nova-compute', 'compute-1', 'local-delete', 'up'],
      ['nova-compute', 'compute-2', 'local-delete', 'up'],
      ['nova-compute', 'compute-3', 'local-delete', 'up'],
    ],
  );
  assert.deepEqual(dig((await rig.operator('GET', `${services}?host=nowhere`)).body, 'services'), []);
});

testOnRig('fields by microversion: a number for an id below 2.53, no forced_down below 2.11', async (rig) => {
  const one = async (version: string) =>
    dig((await rig.operator('GET', `${services}?host=compute-1`, undefined, version)).body, 'services', 0);
  assert.equal(dig(await one('2.10'), 'forced_down'), undefined);
  assert.equal(dig(await one('2.11'), 'forced_down'), false);
  assert.equal(dig(await one('2.52'), 'id'), 3);
  assert.match(text(await one('2.53'), 'id'), /^[0-9a-f-]{36}$/);
  assert.match(text(await one('2.53'), 'updated_at'), /^2026-11-20T10:00:0\d\.000000$/);
  assert.equal((await rig.operator('GET', `${services}?nonsense=1`, undefined, '2.74')).status, 200);
  assert.equal((await rig.operator('GET', `${services}?nonsense=1`, undefined, '2.75')).status, 400);
});

testOnRig('bad updates are refused as Nova refuses them', async (rig) => {
  const id = text(await serviceOf(rig, 'compute-1'), 'id');
  const scheduler = text((await rig.operator('GET', `${services}?binary=nova-scheduler`)).body, 'services', 0, 'id');
  const unknown = '7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f';
  const down = { forced_down: true };
  const cases: readonly (readonly [string, unknown, number, string | RegExp])[] = [
    ['no-uuid', down, 400, 'Invalid uuid no-uuid'],
    [unknown, down, 404, `Service ${unknown} could not be found.`],
    [
      scheduler,
      down,
      400,
      'Updating a nova-scheduler service is not supported. Only nova-compute services can be updated.',
    ],
    [id, {}, 400, "No updates were requested. Fields 'status' or 'forced_down' should be specified."],
    [
      id,
      { disabled_reason: 'why' },
      400,
      "No updates were requested. Fields 'status' or 'forced_down' should be specified.",
    ],
    [
      id,
      { status: 'enabled', disabled_reason: 'why' },
      400,
      "Specifying 'disabled_reason' with status 'enabled' is invalid.",
    ],
    [id, { status: 'off' }, 400, /^Invalid input for field\/attribute status\. Value: off\./],
    [id, { status: 'disabled', disabled_reason: '' }, 400, /too short/],
    [id, { status: 'disabled', disabled_reason: 'x'.repeat(256) }, 400, /too long/],
    [id, { forced_down: 1 }, 400, /^Invalid input for field\/attribute forced_down\./],
    [id, { forced_down: null }, 400, /forced_down/],
    [
      id,
      { forced_down: true, host: 'compute-1' },
      400,
      /Additional properties are not allowed \('host' was unexpected\)/,
    ],
  ];
  for (const [target, body, status, words] of cases) {
    const reply = await rig.operator('PUT', `${services}/${target}`, body);
    assert.equal(reply.status, status, reply.text);
    if (typeof words === 'string') assert.equal(message(reply), words);
    else assert.match(message(reply), words);
  }
  for (const person of [rig.owner, rig.reader, rig.stranger]) {
    const reply = await person('PUT', `${services}/${id}`, down);
    assert.equal(reply.status, 403);
    assert.equal(message(reply), "Policy doesn't allow os_compute_api:os-services:update to be performed.");
    assert.equal((await person('GET', services)).status, 403);
  }
  assert.equal((await serviceOf(rig, 'compute-1'))['forced_down'], false);
});

testOnRig('good updates: text for booleans, the same value again, enabling clears the reason', async (rig) => {
  for (const value of [true, 'true', 'on']) {
    const { body } = await changeService(rig, 'compute-1', { forced_down: value });
    assert.deepEqual([dig(body, 'service', 'forced_down'), dig(body, 'service', 'state')], [true, 'down']);
  }
  assert.equal(dig((await changeService(rig, 'compute-1', { forced_down: 'no' })).body, 'service', 'state'), 'up');
  const disabled = await changeService(rig, 'compute-1', { status: 'disabled', disabled_reason: 'why' });
  assert.equal(dig(disabled.body, 'service', 'disabled_reason'), 'why');
  const enabled = await changeService(rig, 'compute-1', { status: 'enabled' });
  assert.equal(dig(enabled.body, 'service', 'disabled_reason'), null);
});

testOnRig('the older style of updates', async (rig) => {
  const put = (action: string, body: unknown, version = '2.52') =>
    rig.operator('PUT', `${services}/${action}`, body, version);
  const compute = { host: 'compute-1', binary: 'nova-compute' };
  assert.deepEqual((await put('disable', compute)).body, { service: { ...compute, status: 'disabled' } });
  assert.deepEqual((await put('disable-log-reason', { ...compute, disabled_reason: 'why' })).body, {
    service: { ...compute, status: 'disabled', disabled_reason: 'why' },
  });
  assert.deepEqual((await put('enable', compute)).body, { service: { ...compute, status: 'enabled' } });
  assert.deepEqual((await put('force-down', { ...compute, forced_down: 'true' }, '2.11')).body, {
    service: { ...compute, forced_down: true },
  });
  const refused = [
    [await put('force-down', compute, '2.10'), 404, 'Unknown action'],
    [await put('force-down', { ...compute, forced_down: true }, '2.10'), 400, 'Additional properties are not allowed'],
    [await put('nonsense', compute), 404, 'Unknown action'],
    [await put('disable', { ...compute, host: 'nowhere' }), 404, "Host 'nowhere' is not mapped to any cell"],
    [
      await put('disable', { host: 'controller', binary: 'nova-scheduler' }),
      400,
      'Updating a nova-scheduler service is not supported. Only nova-compute services can be updated.',
    ],
    [await put('disable', { host: 'compute-1' }), 400, "'binary' is a required property"],
  ] as const;
  for (const [reply, status, words] of refused) {
    assert.equal(reply.status, status, reply.text);
    assert.match(message(reply), new RegExp(words));
  }
});

testOnRig('host status and hypervisor state follow the service', async (rig) => {
  const hypervisor = async () =>
    dig((await rig.operator('GET', '/compute/v2.1/os-hypervisors')).body, 'hypervisors', 0);
  assert.deepEqual([dig(await hypervisor(), 'state'), dig(await hypervisor(), 'status')], ['up', 'enabled']);
  await changeService(rig, 'compute-1', { status: 'disabled' });
  assert.deepEqual([dig(await hypervisor(), 'state'), dig(await hypervisor(), 'status')], ['up', 'disabled']);
  await takeDown(rig, 'compute-1');
  assert.deepEqual([dig(await hypervisor(), 'state'), dig(await hypervisor(), 'status')], ['down', 'disabled']);
  const id = text(await hypervisor(), 'id');
  const provider = await rig.operator('GET', '/placement/resource_providers?name=compute-1');
  assert.equal(id, text(provider.body, 'resource_providers', 0, 'uuid'));
  const full = async (version: string) =>
    dig((await rig.operator('GET', `/compute/v2.1/os-hypervisors/${id}`, undefined, version)).body, 'hypervisor');
  assert.equal(dig(await full('2.87'), 'vcpus'), 1000);
  assert.deepEqual([dig(await full('2.88'), 'vcpus'), dig(await full('2.88'), 'uptime')], [undefined, null]);
});
