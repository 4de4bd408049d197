import assert from 'node:assert/strict';

import {
  allocations,
  askForServer,
  buildServer,
  changeService,
  dig,
  hostOf,
  message,
  nothing,
  oneSmall,
  remove,
  type Reply,
  type Rig,
  type Sender,
  show,
  testOnChangedRig,
  testOnRig,
  text,
  usages,
} from './rig';

function act(by: Sender, uuid: string, name: string, argument: unknown = null, version?: string): Promise<Reply> {
  return by('POST', `/compute/v2.1/servers/${uuid}/action`, { [name]: argument }, version);
}

async function lockOf(rig: Rig, uuid: string, version?: string): Promise<readonly unknown[]> {
  const { body } = await rig.owner('GET', `/compute/v2.1/servers/${uuid}`, undefined, version);
  return [dig(body, 'server', 'locked'), dig(body, 'server', 'locked_reason')];
}

async function historyOf(rig: Rig, uuid: string): Promise<unknown> {
  const { body } = await rig.operator('GET', `/compute/v2.1/servers/${uuid}/os-instance-actions`);
  const actions = dig(body, 'instanceActions');
  assert.ok(Array.isArray(actions));
  return actions.map((action: unknown) => dig(action, 'action'));
}

const isLocked = (uuid: string, reply: Reply) => {
  assert.deepEqual([reply.status, message(reply)], [409, `Instance ${uuid} is locked`]);
};

testOnRig('LD-110: whether its host is up or down, only operators delete a locked server', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  assert.equal((await act(rig.owner, uuid, 'lock')).status, 202);
  isLocked(uuid, await remove(rig, uuid));
  isLocked(uuid, await act(rig.owner, uuid, 'forceDelete'));
  await changeService(rig, host, { forced_down: true });
  const before = [await allocations(rig, uuid), await historyOf(rig, uuid), await usages(rig, host)];
  isLocked(uuid, await remove(rig, uuid));
  isLocked(uuid, await act(rig.owner, uuid, 'forceDelete'));
  assert.deepEqual([await allocations(rig, uuid), await historyOf(rig, uuid), await usages(rig, host)], before);
  assert.deepEqual(await usages(rig, host), oneSmall);
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'OS-EXT-STS:task_state'), null);
  assert.equal((await rig.operator('DELETE', `/compute/v2.1/servers/${uuid}`)).status, 204);
  assert.deepEqual(await usages(rig, host), nothing);
});

testOnRig('a lock stops what changes the server before its state is looked at, and no operator', async (rig) => {
  const uuid = await buildServer(rig);
  await act(rig.owner, uuid, 'lock');
  const volume = text((await rig.owner('POST', '/volume/v3/volumes', { volume: { size: 1 } })).body, 'volume', 'id');
  for (const name of ['os-stop', 'os-start', 'pause', 'unpause', 'suspend', 'resume', 'rescue', 'unrescue']) {
    isLocked(uuid, await act(rig.owner, uuid, name));
  }
  for (const name of ['shelve', 'unshelve']) isLocked(uuid, await act(rig.owner, uuid, name));
  const attachments = `/compute/v2.1/servers/${uuid}/os-volume_attachments`;
  isLocked(uuid, await rig.owner('POST', attachments, { volumeAttachment: { volumeId: volume } }));
  assert.equal((await act(rig.operator, uuid, 'pause')).status, 202);
  await rig.cloud.letTimePass();
  assert.equal(dig((await show(rig, uuid)).body, 'server', 'status'), 'PAUSED');
});

testOnRig('a volume of a locked server stays attached', async (rig) => {
  const uuid = await buildServer(rig);
  const volume = text((await rig.owner('POST', '/volume/v3/volumes', { volume: { size: 1 } })).body, 'volume', 'id');
  const attachments = `/compute/v2.1/servers/${uuid}/os-volume_attachments`;
  await rig.cloud.letTimePass();
  await rig.owner('POST', attachments, { volumeAttachment: { volumeId: volume } });
  await rig.cloud.letTimePass();
  await act(rig.owner, uuid, 'lock');
  isLocked(uuid, await rig.owner('DELETE', `${attachments}/${volume}`));
  await act(rig.owner, uuid, 'unlock');
  assert.equal((await rig.owner('DELETE', `${attachments}/${volume}`)).status, 202);
});

testOnRig('a lock is shown, listed and sorted by, with its reason from 2.73 on', async (rig) => {
  const locked = await buildServer(rig);
  const other = await buildServer(rig, { name: 'green' });
  assert.deepEqual(await lockOf(rig, locked), [false, null]);
  await act(rig.owner, locked, 'lock', { locked_reason: 'mine' });
  assert.deepEqual(await lockOf(rig, locked), [true, 'mine']);
  assert.deepEqual(await lockOf(rig, locked, '2.72'), [true, undefined]);
  assert.deepEqual(await lockOf(rig, locked, '2.8'), [undefined, undefined]);
  const listed = async (query: string) => {
    const servers = dig((await rig.owner('GET', `/compute/v2.1/servers?${query}`)).body, 'servers');
    assert.ok(Array.isArray(servers));
    return servers.map((server: unknown) => dig(server, 'id'));
  };
  assert.deepEqual(await listed('locked=true'), [locked]);
  assert.deepEqual(await listed('locked=false'), [other]);
  assert.deepEqual(await listed('sort_key=locked&sort_dir=desc'), [locked, other]);
  assert.deepEqual(await listed('sort_key=locked_by&sort_dir=asc'), [other, locked]);
  await act(rig.owner, locked, 'unlock');
  assert.deepEqual(await lockOf(rig, locked), [false, null]);
  assert.deepEqual(await historyOf(rig, locked), ['unlock', 'lock', 'create']);
});

testOnRig('what is said with a lock is checked from 2.73 on, and ignored before', async (rig) => {
  const uuid = await buildServer(rig);
  for (const wrong of [{ locked_reason: '' }, { locked_reason: 'a'.repeat(256) }, { reason: 'a' }, 'a', []]) {
    assert.equal((await act(rig.owner, uuid, 'lock', wrong)).status, 400, JSON.stringify(wrong));
  }
  assert.deepEqual(await lockOf(rig, uuid), [false, null]);
  assert.equal((await act(rig.owner, uuid, 'lock', { reason: 'a' }, '2.72')).status, 202);
  assert.deepEqual(await lockOf(rig, uuid), [true, null]);
});

testOnRig('a second lock in the same project changes nothing, a second unlock is on record', async (rig) => {
  const uuid = await buildServer(rig);
  await act(rig.owner, uuid, 'lock', { locked_reason: 'first' });
  assert.equal((await act(rig.operator, uuid, 'lock', { locked_reason: 'second' })).status, 202);
  assert.deepEqual(await lockOf(rig, uuid), [true, 'first']);
  assert.deepEqual(await historyOf(rig, uuid), ['lock', 'create']);
  assert.equal((await act(rig.owner, uuid, 'unlock')).status, 202);
  assert.equal((await act(rig.owner, uuid, 'unlock')).status, 202);
  assert.deepEqual(await historyOf(rig, uuid), ['unlock', 'unlock', 'lock', 'create']);
});

testOnRig('neither readers nor strangers lock and unlock', async (rig) => {
  const uuid = await buildServer(rig);
  await act(rig.owner, uuid, 'lock');
  for (const name of ['lock', 'unlock']) {
    const reader = await act(rig.reader, uuid, name);
    const rule = `os_compute_api:os-lock-server:${name}`;
    assert.deepEqual([reader.status, message(reader)], [403, `Policy doesn't allow ${rule} to be performed.`]);
    assert.equal((await act(rig.stranger, uuid, name)).status, 404);
  }
  assert.deepEqual(await lockOf(rig, uuid), [true, null]);
});

const password = 'a password';

testOnChangedRig(
  "only an admin takes off another project's admin's lock",
  {
    people: [
      { name: 'owner', password, project: 'blue', roles: ['member'] },
      { name: 'reader', password, project: 'blue', roles: ['reader'] },
      { name: 'stranger', password, project: 'red', roles: ['admin'] },
      { name: 'operator', password, project: 'blue', roles: ['admin'] },
    ],
  },
  async (rig) => {
    const uuid = await buildServer(rig);
    await act(rig.owner, uuid, 'lock', { locked_reason: 'first' });
    assert.equal((await act(rig.stranger, uuid, 'lock', { locked_reason: 'second' })).status, 202);
    assert.deepEqual(await lockOf(rig, uuid), [true, 'second']);
    const refused = await act(rig.owner, uuid, 'unlock');
    assert.deepEqual(
      [refused.status, message(refused)],
      [403, "Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be performed."],
    );
    assert.equal((await act(rig.stranger, uuid, 'unlock')).status, 202);
    assert.deepEqual(await lockOf(rig, uuid), [false, null]);
  },
);

testOnRig('a server that no cell knows yet is not locked', async (rig) => {
  const uuid = await askForServer(rig);
  const { status, text: said } = await act(rig.owner, uuid, 'lock');
  assert.equal(status, 501);
  assert.match(said, /does not play lock of a server that no cell knows yet/);
});
