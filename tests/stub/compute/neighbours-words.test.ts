import assert from 'node:assert/strict';

import { buildServer, message, newServer, testOnRig } from './rig';
import { imageDisk } from './volume-rig';

/** Words that name other resources of Cinder and Glance, or a place above. */
const words = ['detail', '..', '.', 'summary'];

testOnRig('a word that is no ID of a volume is none of a server, whatever else it means to Cinder', async (rig) => {
  const uuid = await buildServer(rig);
  for (const word of ['detail', 'summary', '%2e%2e%2f']) {
    const reply = await rig.owner('DELETE', `/compute/v2.1/servers/${uuid}/os-volume_attachments/${word}`);
    assert.equal(reply.status, 404, reply.text);
    assert.match(message(reply), /^Volume .* could not be found\.$/);
  }
});

testOnRig('a disk of such a word is no volume', async (rig) => {
  const root = await imageDisk(rig);
  for (const word of words) {
    const data = { uuid: word, source_type: 'volume', destination_type: 'volume' };
    const body = await newServer(rig, { block_device_mapping_v2: [root, data] });
    const reply = await rig.owner('POST', '/compute/v2.1/servers', body);
    assert.equal(reply.status, 400, reply.text);
    assert.match(message(reply), /failed to get volume/);
  }
});

testOnRig('an image of such a word makes no volume', async (rig) => {
  for (const imageRef of words) {
    const reply = await rig.owner('POST', '/volume/v3/volumes', { volume: { size: 1, imageRef } });
    assert.equal(reply.status, 400, reply.text);
    assert.match(message(reply), /^Invalid image identifier/);
  }
});
