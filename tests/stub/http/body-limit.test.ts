import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';

import { Listener } from '../../../support/stub/http/listener';
import { finish, makeRig, type Reply, type Rig, testOnRig, text } from '../compute/rig';
import { makeServices, send, signIn } from './services';

const everyService = [
  ['/identity/v3/auth/tokens', 'oslo'],
  ['/compute/v2.1/servers', 'oslo'],
  ['/volume/v3/volumes', 'oslo'],
  ['/placement/allocations', 'its own'],
  ['/networking/v2.0/ports', 'its own'],
  ['/image/v2/images', 'its own'],
] as const;

const ofBytes = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;

/** Sends a body whose length is told beforehand, as clients do. */
async function sendTold(
  { cloud }: Rig,
  path: string,
  text: string,
  token: string,
): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json', 'content-length': String(text.length), 'x-auth-token': token };
  const response = await cloud.fetch(new Request(`http://cloud${path}`, { method: 'POST', headers, body: text }));
  return { status: response.status, text: await response.text() };
}

testOnRig(
  'what is too large is refused: by oslo before anybody is asked who they are, by others when they read it',
  async (rig) => {
    for (const [path, limit] of everyService) {
      const bytes = limit === 'oslo' ? 114_688 : 4 * 1024 * 1024;
      const nobody = await sendTold(rig, path, ofBytes(bytes + 1), '');
      assert.equal(nobody.status, limit === 'oslo' ? 413 : 401, `${path} ${nobody.text}`);
      for (const refused of [nobody, await rig.operator('POST', path, ofBytes(bytes + 1))]) {
        if (refused.status === 401) continue;
        assert.equal(refused.status, 413, `${path} ${refused.text}`);
        const words = limit === 'oslo' ? /max_request_body_size \(114688\)/ : /no body of more than 4194304 bytes/;
        assert.match(refused.text, words);
      }
      const longest = await rig.operator('POST', path, ofBytes(bytes));
      assert.equal(longest.status, 400, `${path} takes what is as long as it may be`);
    }
  },
);

/** The status of an answer to ten megabytes from nobody in particular, who tells their length beforehand or not. */
async function sendTenMegabytes(url: string, length: 'told' | 'not told'): Promise<number | undefined> {
  const body = Buffer.alloc(10_000_000, 'x');
  const headers = {
    'content-type': 'application/json',
    ...(length === 'told' ? { 'content-length': body.length } : {}),
  };
  const sent = request(url, { method: 'POST', headers });
  const answered = new Promise<number | undefined>((resolve) => {
    sent.once('response', (response) => {
      resolve(response.statusCode);
    });
  });
  // The cloud hangs up on who goes on talking.
  sent.on('error', () => undefined);
  sent.end(body);
  const status = await answered;
  sent.destroy();
  return status;
}

test('ten megabytes without a token are answered 413 over HTTP, and the cloud answers the next one', async () => {
  const rig = await makeRig();
  const listener = await Listener.open(0);
  try {
    listener.swap((asked) => rig.cloud.fetch(asked));
    for (const length of ['told', 'not told'] as const) {
      assert.equal(await sendTenMegabytes(`${listener.origin}/identity/v3/auth/tokens`, length), 413, length);
    }
    const next = await fetch(`${listener.origin}/identity/v3`);
    await next.text();
    assert.equal(next.status, 200);
  } finally {
    await listener.close();
    finish(rig);
  }
});

test('an image of more than 64 MiB is refused', async () => {
  const services = makeServices();
  const token = await signIn(services, 'owner');
  const image = { name: 'large', disk_format: 'raw', container_format: 'bare' };
  const made = await send(services.image.application, '/v2/images', { method: 'POST', token, body: image });
  const path = `/v2/images/${text(made.body, 'id')}/file`;
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(64 * 1024 * 1024 + 1) };
  const refused = await send(services.image.application, path, { method: 'PUT', token, text: 'x', headers });
  assert.equal(refused.status, 413);
  assert.match(refused.text, /no body of more than 67108864 bytes/);
});

testOnRig('what is nested too deep is malformed, in every service', async (rig) => {
  const deep: readonly string[] = [
    `${'['.repeat(4000)}${']'.repeat(4000)}`,
    `${'{"a":'.repeat(4000)}1${'}'.repeat(4000)}`,
    `{"server": ${'{"a":'.repeat(501)}1${'}'.repeat(502)}`,
  ];
  for (const [path] of everyService) {
    for (const body of deep) {
      const reply: Reply = await rig.operator('POST', path, body);
      assert.equal(reply.status, 400, `${path} ${reply.text}`);
    }
  }
});

testOnRig('brackets in a text nest nothing', async (rig) => {
  const description = `${'['.repeat(120)}\\"${'{'.repeat(120)}`;
  const reply = await rig.operator(
    'POST',
    '/compute/v2.1/os-aggregates',
    `{"aggregate": {"name": "${description.repeat(3)}"}}`,
  );
  assert.match(reply.text, /is too long/);
});

testOnRig('a message echoes the beginning of a long value', async (rig) => {
  const long = 'x'.repeat(100_000);
  const replies = [
    await rig.operator('POST', '/compute/v2.1/os-aggregates', { aggregate: { name: long } }),
    await rig.operator('POST', '/compute/v2.1/os-aggregates', { aggregate: { [long]: 1, name: 'a' } }),
    await rig.operator('POST', '/compute/v2.1/os-aggregates', { aggregate: Array.from({ length: 50_000 }, () => 1) }),
    await rig.operator('GET', `/compute/v2.1/servers/${long}`),
    await rig.operator('POST', '/volume/v3/volumes', { volume: { size: long } }),
    await rig.operator('POST', '/networking/v2.0/ports', { port: { [long]: 1 } }),
    await rig.operator('PUT', `/placement/resource_classes/${long}`),
    await rig.operator('GET', `/identity/v3/users/${long}`),
    await rig.operator('POST', '/image/v2/images', { name: long }),
  ];
  for (const reply of replies) {
    assert.ok(reply.status === 400 || reply.status === 404, `${reply.status} ${reply.text.slice(0, 300)}`);
    assert.ok(reply.text.length < 3000, `${reply.text.length} characters: ${reply.text.slice(0, 300)}`);
  }
});

testOnRig('a client that breaks off in the middle of its request is no fault of the cloud', async (rig) => {
  const user = { name: 'operator', domain: { name: 'Default' }, password: 'a password' };
  const scope = { project: { name: 'blue', domain: { name: 'Default' } } };
  const auth = { identity: { methods: ['password'], password: { user } }, scope };
  const { headers: given } = await rig.nobody('POST', '/identity/v3/auth/tokens', { auth });
  const token = given.get('x-subject-token') ?? '';
  const headers = {
    'content-type': 'application/json',
    'x-auth-token': token,
    'openstack-api-version': 'placement latest',
  };
  for (const [path] of everyService) {
    for (const told of [{}, { 'content-length': '100' }]) {
      const init = { method: 'POST', headers: { ...headers, ...told }, body: brokenBody(), duplex: 'half' } as const;
      const reply = await rig.cloud.fetch(new Request(`http://cloud${path}`, init));
      assert.equal(reply.status, 400, `${path} ${await reply.text()}`);
    }
  }
});

function brokenBody(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from('{"ser'));
    },
    pull(controller) {
      controller.error(new Error('aborted'));
    },
  });
}
