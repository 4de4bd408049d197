import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { layoutOf } from '../../support/reference-cloud/layout';
import type { Layout } from '../../support/reference-cloud/layout';
import { identityOf, writePidFile } from '../../support/reference-cloud/processes/process-identity';
import { seedVolumeTypes, untilCinderIsReady } from '../../support/reference-cloud/seeding/seed-volume-types';
import { json, startLoopback } from '../api/loopback';

const types = [
  { id: 't1', name: 'local-delete' },
  { id: 't2', name: 'local-delete.multiattach', extra_specs: { multiattach: '<is> True' } },
];

/** What is sent when these types are there already. */
async function sentWith(t: TestContext, present: readonly object[]): Promise<string[]> {
  const cloud = await startLoopback(t, ({ method }) =>
    json(200, method === 'GET' ? { volume_types: present } : { volume_type: types[0] }),
  );
  await seedVolumeTypes(new CloudClients(cloud.session()).volume.types);
  return cloud.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
}

/** A layout in which these processes run, as far as their pid files tell. */
function layoutWith(t: TestContext, running: readonly string[]): Layout {
  const directory = mkdtempSync(join(tmpdir(), 'volume-seeding-'));
  t.after(() => {
    rmSync(directory, { recursive: true });
  });
  const layout = layoutOf('2025.1', directory);
  mkdirSync(layout.run, { recursive: true });
  const own = identityOf(process.pid);
  assert.ok(own);
  for (const name of running) writePidFile(join(layout.run, `${name}.json`), own);
  return layout;
}

test('the volume types that are missing are made, the shareable one by its extra spec', async (t) => {
  const [plain, shareable] = [
    '{"volume_type":{"name":"local-delete","extra_specs":{}}}',
    '{"volume_type":{"name":"local-delete.multiattach","extra_specs":{"multiattach":"<is> True"}}}',
  ];
  assert.deepEqual(await sentWith(t, []), [plain, shareable]);
  assert.deepEqual(await sentWith(t, types.slice(0, 1)), [shareable]);
  assert.deepEqual(await sentWith(t, types), []);
});

test('Cinder is ready once its services are up and the scheduler knows a pool', async (t) => {
  const answers: readonly [path: string, body: object][] = [
    ['/os-services', { services: [] }],
    ['/os-services', { services: services('down') }],
    ['/os-services', { services: services('up') }],
    ['/scheduler-stats/get_pools', { pools: [] }],
    ['/os-services', { services: services('up') }],
    ['/scheduler-stats/get_pools', { pools: [{ name: 'controller@fake#fake' }] }],
  ];
  const cloud = await startLoopback(t, (_request, count) => json(200, answers[count - 1]?.[1]));
  const layout = layoutWith(t, ['cinder-scheduler', 'cinder-volume']);
  await untilCinderIsReady(layout, new CloudClients(cloud.session()));
  assert.deepEqual(
    cloud.requests.map(({ url }) => url.replace('/volume/v3/p1', '')),
    answers.map(([path]) => path),
  );
});

test('a service of Cinder that ended while it is waited for is named', async (t) => {
  const cloud = await startLoopback(t, () => json(200, { services: services('up') }));
  const layout = layoutWith(t, ['cinder-scheduler']);
  await assert.rejects(untilCinderIsReady(layout, new CloudClients(cloud.session())), /cinder-volume/);
});

function services(state: string): object[] {
  return ['cinder-scheduler', 'cinder-volume'].map((binary) => ({ binary, state }));
}
