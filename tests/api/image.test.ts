import assert from 'node:assert/strict';
import test from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { ask } from './ask';
import { json, startLoopback } from './loopback';

test('images', async (t) => {
  const image = { id: 'i1', name: null, status: 'queued', visibility: 'public', owner: 'p1', size: null };
  const read = { id: 'i1', name: undefined, status: 'queued', visibility: 'public', owner: 'p1', size: undefined };
  const made = await ask(t, 201, image, ({ image: images }) => images.create({ name: 'cirros', visibility: 'public' }));
  assert.deepEqual(made.result, read);
  assert.deepEqual(made.sent, [
    'POST /image/v2/images {"name":"cirros","visibility":"public","disk_format":"raw","container_format":"bare"}',
  ]);
  const found = await ask(t, 200, { images: [image], schema: '' }, ({ image: images }) => images.findByName('cirros'));
  assert.deepEqual(found.result, read);
  const one = await ask(t, 200, image, ({ image: images }) => images.get('i1'));
  assert.deepEqual(one.result, read);
  const gone = await ask(t, 404, '<html><body>no</body></html>', ({ image: images }) => images.find('i1'));
  assert.equal(gone.result, undefined);
  const removal = await ask(t, 204, undefined, ({ image: images }) => images.delete('i1'));
  assert.deepEqual(removal.sent, ['DELETE /image/v2/images/i1']);
});

test('images are paged by the marker, though the link has another name', async (t) => {
  const image = { status: 'active', visibility: 'public' };
  const cloud = await startLoopback(t, ({ url }) =>
    json(
      200,
      url.includes('marker=i1')
        ? { images: [{ ...image, id: 'i2' }] }
        : { images: [{ ...image, id: 'i1' }], next: '/v2/images?marker=elsewhere' },
    ),
  );
  const images = await new CloudClients(cloud.session()).image.list();
  assert.deepEqual(
    images.map(({ id }) => id),
    ['i1', 'i2'],
  );
});
