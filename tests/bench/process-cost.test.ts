import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf } from '../../support/bench/process-cost';

const run = (code: string) => costOf({ nodeArguments: ['-e', code], folder: __dirname });

test('a process that works costs more than one that waits', async () => {
  const work = await run('for (const end = process.cpuUsage().user + 4e5; process.cpuUsage().user < end; );');
  const wait = await run('setTimeout(() => process.exit(0), 400)');
  assert.ok(work.cpuSeconds > 0.4, `${work.cpuSeconds} s`);
  assert.ok(wait.cpuSeconds < work.cpuSeconds);
  assert.ok(wait.wallSeconds > 0.4, `${wait.wallSeconds} s`);
  assert.ok(wait.peakMebibytes > 10 && wait.peakMebibytes < 1000, `${wait.peakMebibytes} MiB`);
});

test('what fails has no cost: how it ended is told, with its last words', async () => {
  await assert.rejects(
    run("console.log('first'); console.error('out of luck'); process.exitCode = 3"),
    (error: Error) => {
      assert.match(error.message, /^node -e .* ended with 3, so there is nothing to measure:\n/);
      assert.match(error.message, /first/);
      assert.match(error.message, /out of luck/);
      return true;
    },
  );
  await assert.rejects(run("process.kill(process.pid, 'SIGKILL')"), /ended with SIGKILL/);
});
