import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fuzz } from './fuzzing';

/** Longer than any request takes on a machine that has much else to do. */
const patience = 30;
const enough = 1;

test('a breakdown is found with its request, and the same seed finds it again', async () => {
  const first = await fuzz({ seed: 10, requests: 300, trap: 'throws', patience, enough });
  const [finding] = first.findings;
  assert.ok(finding !== undefined);
  assert.match(finding.told, /^[A-Z]+ \/compute\/v2\.1\//);
  assert.match(finding.wrong, /^a breakdown of the stub's own in compute: TypeError: sprung\n +at /);
  const again = await fuzz({ seed: finding.seed, requests: finding.request, trap: 'throws', patience, enough });
  assert.equal(again.sent, finding.request);
  assert.equal(again.findings.at(-1)?.told, finding.told);
});

test('a crash ends the fuzzing, and tells what was under way', async () => {
  const { sent, findings } = await fuzz({ seed: 10, requests: 300, trap: 'crashes', patience, enough });
  assert.equal(findings.length, 1);
  assert.ok(sent < 300);
  assert.match(findings[0]?.wrong ?? '', /^the cloud's process crashed: TypeError: sprung/);
  assert.equal(findings[0]?.request, sent);
});

test('a hang ends the fuzzing, and tells the request', async () => {
  const { findings } = await fuzz({ seed: 10, requests: 300, trap: 'hangs', patience: 5, enough });
  assert.equal(findings.at(-1)?.wrong, 'no answer within 5 s');
  assert.match(findings.at(-1)?.told ?? '', /\/compute\/v2\.1\//);
});

test('the command tells how many requests, the seed and the seconds, and refuses what it does not know', () => {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, ['-r', './config/typescript.cjs', 'tests/fuzz/fuzz.ts', ...words], {
      cwd: resolve(join(__dirname, '..', '..')),
      encoding: 'utf8',
    });
  const good = run('--requests', '20', '--seed', '7');
  assert.match(good.stdout, /^20 requests, seed 7, \d+\.\d s: no 500, no crash and no hang of the embedded cloud\n$/);
  assert.equal(good.status, 0);
  const bad = run('--request', '20');
  assert.match(bad.stderr, /^there is no option --request: did you mean --requests\?/);
  assert.equal(bad.status, 2);
});
