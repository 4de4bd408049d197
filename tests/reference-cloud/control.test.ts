import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, test } from 'node:test';
import { join } from 'node:path';
import { ReferenceCloudControl } from '../../support/reference-cloud/control';
import { ForwardedPath } from '../../support/reference-cloud/forwarder';
import { serveControl } from '../../support/reference-cloud/forwarder-control';
import { layoutOf } from '../../support/reference-cloud/layout';

let directory: string;
let path: ForwardedPath;
let server: Server;
let control: ReferenceCloudControl;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'control-'));
  const layout = layoutOf('2025.1', directory);
  mkdirSync(layout.run, { recursive: true });
  path = new ForwardedPath({ name: 'placement', port: 0, target: 'http://127.0.0.1:1' });
  await path.open();
  server = await serveControl(layout.controlSocket, [path]);
  control = new ReferenceCloudControl({ release: '2025.1', directory, hosts: ['compute-1'] });
});

afterEach(async () => {
  await path.refuse();
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

test(
  'Placement is refused and mended at the forwarder',
  { skip: process.getuid?.() !== 0 && 'needs root' },
  async () => {
    await control.disturb('Placement', { kind: 'refuse' });
    assert.equal(path.report().state, 'refused');
    await control.mend();
    assert.equal(path.report().state, 'open');
  },
);

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
