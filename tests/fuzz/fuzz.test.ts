import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { servicePlays } from '../../support/stub/service-plays';
import { bodies } from './bodies';
import { fuzz } from './fuzzing';
import { bodyName } from './generate';
import { judge } from './judge';
import { parameterNames } from './queries';

/** Longer than any request takes on a machine that has much else to do. */
const patience = 30;
const enough = 1;

test('two thousand malformed requests, a round for each release, find nothing', async () => {
  const { sent, findings } = await fuzz({ seed: 3, requests: 2100, trap: 'none', patience, enough });
  assert.deepEqual(findings, []);
  assert.equal(sent, 2100);
});

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

test('a reply that says too much of the inside, or a 5xx, is judged', () => {
  const wrong = (status: number, text: string, method = 'GET') => judge(method, { status, text });
  assert.equal(wrong(200, '{}'), undefined);
  assert.equal(wrong(501, 'the embedded cloud does not play GET /os-keypairs'), undefined);
  assert.equal(wrong(501, '', 'HEAD'), undefined);
  assert.equal(wrong(501, 'no'), 'answered 501, and not why: no');
  assert.equal(wrong(503, 'later'), 'answered 503: later');
  assert.equal(wrong(400, 'x'.repeat(9000)), 'answered 400 with 9000 characters');
  assert.match(wrong(200, '"function toString() { [native code] }"') ?? '', /\[native code\]/);
  assert.match(wrong(400, 'Value: [object Object]') ?? '', /\[object Object\]/);
  assert.match(wrong(400, 'Error\n    at run (/a/b.ts:3:1)') ?? '', /b\.ts:3/);
});

test('each played route that takes a body has one to be spoilt', () => {
  const routes = servicePlays.flatMap((play) => play.played.map((route) => ({ route, name: bodyName(play, route) })));
  const named = routes.filter(({ route }) => ['POST', 'PUT', 'PATCH'].includes(route.method)).map(({ name }) => name);
  const without = named.filter((name) => !Object.hasOwn(bodies, name));
  assert.deepEqual(without, ['PUT /placement/traits/{name}']);
  assert.deepEqual(
    Object.keys(bodies).filter((name) => !named.includes(name)),
    [],
  );
  assert.deepEqual(Object.keys(parameterNames).sort(), servicePlays.map(({ name }) => name).sort());
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
