import assert from 'node:assert/strict';
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
  // Neither of them takes a body.
  assert.deepEqual(without, [
    'PUT /placement/traits/{name}',
    'PUT /networking/v2.0/ports/{port}/bindings/{host}/activate',
  ]);
  assert.deepEqual(
    Object.keys(bodies).filter((name) => !named.includes(name)),
    [],
  );
  assert.deepEqual(Object.keys(parameterNames).sort(), servicePlays.map(({ name }) => name).sort());
});
