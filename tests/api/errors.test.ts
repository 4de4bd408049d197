import assert from 'node:assert/strict';
import test from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { faultMessageOf } from '../../support/api/fault-message';
import type { Reply } from './loopback';
import { json, startLoopback } from './loopback';

test('an unexpected answer names cloud, person, request, request id, expected and seen', async (t) => {
  const message = 'Failed to delete allocations for consumer 7f3a. Error: {}';
  const cloud = await startLoopback(t, () => json(409, { conflictingRequest: { code: 409, message } }));
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.delete('7f3a'), (error) => {
    assert(error instanceof Error && 'exchange' in error);
    assert.equal(
      error.message,
      "embedded: owner's DELETE compute /servers/7f3a (req-1) should answer 204, but answered 409: " +
        'Failed to delete allocations for consumer 7f3a. Error: {}',
    );
    assert.equal(error.exchange, cloud.exchanges.at(-1));
    return true;
  });
});

test('an unexpected answer without request id and message says just that', async (t) => {
  const cloud = await startLoopback(t, () => ({ status: 502 }));
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.delete('x'), {
    message: "embedded: owner's DELETE compute /servers/x should answer 204, but answered 502 without a message",
  });
});

test("each service's own words are found in its dialect", () => {
  const page = `<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  No image found<br /><br />\n </body>\n</html>`;
  const dialects: [unknown, string | undefined][] = [
    [{ itemNotFound: { code: 404, message: 'Instance x could not be found.' } }, 'Instance x could not be found.'],
    [{ error: { code: 401, title: 'Unauthorized', message: 'No token.' } }, 'No token.'],
    [
      {
        errors: [{ status: 409, title: 'Conflict', detail: 'There was a conflict.\n\n in use  ', code: 'placement.x' }],
      },
      'There was a conflict. in use',
    ],
    [
      { NeutronError: { type: 'PortNotFound', message: 'Port x could not be found.', detail: '' } },
      'Port x could not be found.',
    ],
    [{ message: 'No image found', code: '404 Not Found', title: 'Not Found' }, 'No image found'],
    [page, '404 Not Found No image found'],
    ['upstream is gone\n', 'upstream is gone'],
    [undefined, undefined],
    [{}, undefined],
    [[], undefined],
    ['x'.repeat(500), `${'x'.repeat(400)}…`],
  ];
  for (const [body, words] of dialects) assert.equal(faultMessageOf(body), words);
});

test('a malformed body is an error that names the field', async (t) => {
  const server = { id: 's', status: 'ACTIVE', tenant_id: 'p', flavor: { original_name: 'f', vcpus: '1' } };
  const cases: [Reply, string][] = [
    [json(200, { server }), 'server.flavor.vcpus should be a number, but is the string "1"'],
    [
      json(200, JSON.stringify({ server }).replace('"1"', '1e999')),
      'server.flavor.vcpus should be a number, but is the number Infinity',
    ],
    [json(200, { server: { id: 7 } }), 'server.id should be a string, but is the number 7'],
    [json(200, {}), 'server should be an object, but is missing'],
    [json(200, JSON.stringify('words')), 'the body should be an object, but is the string "words"'],
    [json(200), 'the body should be an object, but is missing'],
    [json(200, [1]), 'the body should be an object, but is an array'],
  ];
  for (const [reply, problem] of cases) {
    const cloud = await startLoopback(t, () => reply);
    await assert.rejects(new CloudClients(cloud.session()).compute.servers.get('s'), {
      name: 'MalformedAnswer',
      problem,
      message: `embedded: owner's GET compute /servers/s (req-1) answered 200, but ${problem}`,
    });
  }
});

test('a malformed item of a list is named by its place', async (t) => {
  const good = { id: '1', binary: 'nova-compute', host: 'h', status: 'enabled', state: 'up' };
  const cloud = await startLoopback(t, () => json(200, { services: [good, { ...good, state: 'away' }] }));
  await assert.rejects(new CloudClients(cloud.session()).compute.services.list(), {
    problem: 'services[1].state should be one of up, down, unknown, but is the string "away"',
  });
});

test('a request without an answer fails at its deadline and says how long that was', async (t) => {
  const cloud = await startLoopback(t, () => 'silence');
  const session = cloud.session({ deadlineSeconds: 0.15 });
  await session.token();
  await assert.rejects(new CloudClients(session).compute.servers.delete('x'), {
    name: 'NoAnswer',
    reason: `none within 0.15 s from ${cloud.host}`,
    message: `embedded: owner's DELETE compute /servers/x got no answer: none within 0.15 s from ${cloud.host}`,
  });
  assert.deepEqual(cloud.exchanges.at(-1)?.outcome, {
    kind: 'no answer',
    reason: `none within 0.15 s from ${cloud.host}`,
  });
  assert.equal(cloud.requests.length, 1);
});

test('a refused connection says where nothing listens', async (t) => {
  const cloud = await startLoopback(t, () => 'silence');
  await assert.rejects(cloud.session({ authUrl: 'http://127.0.0.1:1/v3' }).token(), {
    name: 'NoAnswer',
    message: "embedded: owner's POST identity /auth/tokens got no answer: nothing listens at 127.0.0.1:1",
  });
});

test('a connection that breaks off says so, and the request is not repeated', async (t) => {
  const cloud = await startLoopback(t, () => 'break off');
  await assert.rejects(new CloudClients(cloud.session()).compute.servers.delete('x'), {
    message: `embedded: owner's DELETE compute /servers/x got no answer: ${cloud.host} broke the connection off, which was kept from an earlier request`,
  });
  assert.equal(cloud.requests.length, 1);
});

test('TLS that fails says so', async (t) => {
  const cloud = await startLoopback(t, () => 'silence');
  await assert.rejects(cloud.session({ authUrl: `https://${cloud.host}/v3` }).token(), {
    name: 'NoAnswer',
    message: new RegExp(`got no answer: TLS with ${cloud.host} failed: `),
  });
});
