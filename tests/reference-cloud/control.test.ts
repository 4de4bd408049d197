import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, test } from 'node:test';
import { join } from 'node:path';
import { ReferenceCloudControl } from '../../support/reference-cloud/reference-cloud-control';
import {
  ForwardedPath,
  isClear,
  type ForwardedEnd,
  type ForwardedRequest,
} from '../../support/reference-cloud/forwarder';
import { serveControl } from '../../support/reference-cloud/forwarder-control';
import { layoutOf } from '../../support/reference-cloud/layout';

let directory: string;
let placement: ForwardedPath;
let neutron: ForwardedPath;
let freeing: Record<ForwardedEnd, ForwardedRequest[]>;
let server: Server;
let control: ReferenceCloudControl;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'control-'));
  const layout = layoutOf('2025.1', directory);
  mkdirSync(layout.run, { recursive: true });
  placement = new ForwardedPath({ name: 'placement', port: 0, target: 'http://127.0.0.1:1' });
  neutron = new ForwardedPath({ name: 'neutron', port: 0, target: 'http://127.0.0.1:1' });
  for (const path of [placement, neutron]) await path.set({ kind: 'open' });
  freeing = { passed: [], stopped: [] };
  server = await serveControl(layout.controlSocket, { paths: [placement, neutron], freeing });
  control = new ReferenceCloudControl({ release: '2025.1', directory, hosts: ['compute-1'] });
});

afterEach(async () => {
  for (const path of [placement, neutron]) await path.set({ kind: 'refuse' });
  server.close();
  await once(server, 'close');
  rmSync(directory, { recursive: true });
});

test('a host that the cloud has not is told with those that it has', async () => {
  for (const act of [
    () => control.stopCompute('compute-9'),
    () => control.killCompute('compute-9'),
    () => control.startCompute('compute-9'),
    () => control.computeIsRunning('compute-9'),
  ]) {
    await assert.rejects(act, /the reference cloud has no host "compute-9"; it has compute-1/);
  }
});

const asRoot = { skip: process.getuid?.() !== 0 && 'needs root' };

test(
  'what Nova writes to allocations is held in every way it could be written, until the path is mended',
  asRoot,
  async () => {
    await control.holdAllocationWrites();
    assert.deepEqual(
      placement.report().holds?.map(({ method, path, what }) => `${what} of ${method} ${path}`),
      ['the request of PUT /allocations/', 'the request of DELETE /allocations/'],
    );
    await control.mend('Placement');
    assert.equal(placement.report().holds, undefined);
  },
);

test('a host fails before another one claims its share, and afterwards everything is open again', asRoot, async () => {
  await control.builds.hold('claimed by the host');
  const seen: unknown[] = [];
  const look = (): Promise<void> => {
    seen.push(neutron.report().state, neutron.report().holds, placement.report().holds);
    return Promise.reject(new Error('it did not fail'));
  };
  await assert.rejects(control.builds.fail(look), /it did not fail/);
  assert.deepEqual(seen, [
    { kind: 'answer', status: 500, method: 'POST' },
    undefined,
    [{ method: 'PUT', path: '/allocations/', what: 'the request' }],
  ]);
  assert.equal(
    [placement, neutron].every((path) => isClear(path.report())),
    true,
  );
});

test('the path to a neighbour is disturbed and mended at the forwarder', asRoot, async () => {
  await control.disturb('Neutron', { kind: 'answer', status: 500, method: 'DELETE' });
  assert.deepEqual(neutron.report().state, { kind: 'answer', status: 500, method: 'DELETE' });
  assert.deepEqual(placement.report().state, { kind: 'open' });
  await control.mend('Neutron');
  assert.deepEqual(neutron.report().state, { kind: 'open' });
  await assert.rejects(
    control.disturb('Cinder', { kind: 'refuse' }),
    /no path to "cinder"; there are: placement, neutron/,
  );
});

test('a build is held at what it asks a neighbour for', asRoot, async () => {
  const holds = () => [placement, neutron].map((path) => path.report().holds?.[0]?.path);
  await control.builds.hold('waiting for a host');
  assert.deepEqual(placement.report().holds, [{ method: 'GET', path: '/allocation_candidates', what: 'the request' }]);
  await control.builds.hold('claimed by the host');
  await control.disturb('Placement', { kind: 'answer', status: 503 });
  assert.deepEqual(holds(), ['/allocation_candidates', '/v2.0/ports']);
  await control.builds.release();
  assert.deepEqual(holds(), [undefined, undefined]);
  await control.builds.hold('claimed by the scheduler');
  await control.mend('Placement');
  assert.deepEqual(holds(), [undefined, undefined]);
  await assert.rejects(
    control.builds.hold('claimed in Placement'),
    /cannot hold a build between its cell and its host/,
  );
});

test('what Nova freed is told by neighbour', async () => {
  await control.effects.begin();
  freeing.passed.push({ name: 'neutron', method: 'DELETE', path: '/v2.0/ports/1' });
  freeing.passed.push({ name: 'placement', method: 'DELETE', path: '/allocations/1' });
  freeing.stopped.push({ name: 'placement', method: 'DELETE', path: '/allocations/2' });
  assert.deepEqual(await control.effects.read(), [
    { neighbour: 'Neutron', method: 'DELETE', path: '/v2.0/ports/1' },
    { neighbour: 'Placement', method: 'DELETE', path: '/allocations/1' },
  ]);
  assert.deepEqual(await control.effects.stopped(), [
    { neighbour: 'Placement', method: 'DELETE', path: '/allocations/2' },
  ]);
  await control.effects.begin();
  assert.deepEqual(await control.effects.read(), []);
});

test('an audit that cannot be run is told with its output', asRoot, async () => {
  await assert.rejects(
    control.novaManage.audit(),
    /could not audit the allocations with nova-manage: chroot ended with \d+\n {4}chroot: .*No such file/,
  );
});

test('a compute that was never started does not run', { skip: process.getuid?.() !== 0 && 'needs root' }, async () => {
  assert.equal(await control.computeIsRunning('compute-1'), false);
});

test(
  'a compute that cannot be started is told with its output',
  { skip: process.getuid?.() !== 0 && 'needs root' },
  async () => {
    await assert.rejects(control.startCompute('compute-1'), /nova-compute of compute-1 ended by itself/);
  },
);
