import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { layoutOf } from '../../support/reference-cloud/layout';
import { processesOfCloud, stopStrays } from '../../support/reference-cloud/processes/strays';

test('what builds a chroot is found without a pid file, and stopped although it ignores SIGTERM', async (t) => {
  const layout = layoutOf('2025.1', '/no/such/place');
  // A shell that sleeps would be seen twice while it starts its sleep.
  const stubborn = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 60_000); console.log("ready")';
  const child = spawn(process.execPath, ['-e', stubborn, layout.unfinishedChroot]);
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  assert.deepEqual(
    processesOfCloud(layout).map(({ pid }) => pid),
    [child.pid],
  );
  const end = once(child, 'exit');
  await stopStrays(layout, 0.2);
  assert.deepEqual(await end, [null, 'SIGKILL']);
  assert.deepEqual(processesOfCloud(layout), []);
});

test('the processes of a cloud in another place are not its own', () => {
  assert.deepEqual(processesOfCloud(layoutOf('2025.1', '/proc/no')), []);
});
