import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buildServer, changeService, dig, hostOf, makeRig, message, remove, show, text } from '../compute/rig';
import { fromVolume, makeBootable, volumeStatus } from '../compute/volume-rig';

const attachments = '/volume/v3/attachments';

test('a user may not delete the attachment that Nova shows, and may when the server is gone', async () => {
  const rig = await makeRig({
    settings: {
      reclaimInstanceInterval: 0,
      shelvedOffloadTime: -1,
      serviceTokens: 'not sent',
      quotaCountedFrom: 'database',
    },
  });
  const volume = await makeBootable(rig);
  const server = await buildServer(rig, fromVolume(volume));
  const listed = await rig.owner('GET', `${attachments}?instance_id=${server}`);
  const path = `${attachments}/${text(listed.body, 'attachments', 0, 'id')}`;
  const refused = await rig.owner('DELETE', path);
  assert.equal(refused.status, 409);
  assert.equal(
    message(refused),
    `ConflictNovaUsingAttachment: Detach volume from instance ${server} using the Compute API`,
  );

  await changeService(rig, await hostOf(rig, server), { forced_down: true });
  assert.equal((await remove(rig, server)).status, 204);
  assert.equal((await show(rig, server)).status, 404);
  assert.equal(
    await volumeStatus(rig, volume),
    'in-use',
    'without a service token the local delete leaks the attachment',
  );

  const allowed = await rig.operator('DELETE', path);
  assert.deepEqual([allowed.status, dig(allowed.body, 'attachments')], [200, []]);
  assert.equal(await volumeStatus(rig, volume), 'available');
});

test('a reserved attachment is for its user to delete', async () => {
  const rig = await makeRig();
  const volume = await makeBootable(rig);
  const server = await buildServer(rig);
  const body = { attachment: { volume_uuid: volume, instance_uuid: server } };
  const made = await rig.owner('POST', attachments, body);
  assert.equal(await volumeStatus(rig, volume), 'reserved');
  assert.equal((await rig.owner('DELETE', `${attachments}/${text(made.body, 'attachment', 'id')}`)).status, 200);
  assert.equal(await volumeStatus(rig, volume), 'available');
});
