import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { projectRoot } from '../../support/gate/surroundings';

const patience = 60_000;

test('a process ends although its tests fail in the middle of their stays', async () => {
  const child = spawn(
    process.execPath,
    ['-r', 'ts-node/register', '-r', './tests/world/fixtures/failing.ts', '--test-reporter=spec', '-e', '0'],
    { cwd: projectRoot, timeout: patience },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  assert.equal(child.signalCode, null, `it had to be ended after this:\n${output}`);
  assert.equal(child.exitCode, 1);
  assert.match(output, /^ℹ pass 0$/m);
  assert.match(output, /^ℹ fail 3$/m);
});
