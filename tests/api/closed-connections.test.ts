import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { json, startLoopback, type Loopback } from './loopback';

/** A cloud that serves each connection once, and breaks it off when a second request comes. */
async function servingOnce(t: TestContext): Promise<Loopback> {
  const cloud: Loopback = await startLoopback(t, ({ fromPort }, count) => {
    const before = [...cloud.signIns, ...cloud.requests.slice(0, count - 1)];
    return before.some((each) => each.fromPort === fromPort) ? 'break off' : json(200, { servers: [] });
  });
  return cloud;
}

test('a GET that meets a kept connection which was just closed is sent once more, on a new one', async (t) => {
  const cloud = await servingOnce(t);
  const { servers } = new CloudClients(cloud.session()).compute;
  for (let times = 1; times <= 3; times += 1) assert.deepEqual(await servers.list(), []);
  const seen = cloud.exchanges.map(({ method, outcome }) => `${method} ${outcome.kind}`);
  assert.deepEqual(seen.slice(0, 3), ['POST answer', 'GET no answer', 'GET answer']);
});

test('POST, PUT and DELETE are not sent again when the connection was closed, and say that it was a kept one', async (t) => {
  const cloud = await servingOnce(t);
  const writes = [
    ({ compute }: CloudClients) => compute.aggregates.create('x'),
    ({ compute }: CloudClients) => compute.services.update('x', { forcedDown: true }),
    ({ placement }: CloudClients) => placement.allocations.delete('x'),
  ];
  for (const write of writes) {
    const clients = new CloudClients(cloud.session());
    await assert.rejects(write(clients), {
      name: 'NoAnswer',
      reason: `${cloud.host} broke the connection off, which was kept from an earlier request`,
    });
  }
  assert.deepEqual(
    cloud.requests.map(({ method }) => method),
    ['POST', 'PUT', 'DELETE'],
  );
});

test('a GET is not sent a third time, and not again when a new connection is broken off', async (t) => {
  const cloud = await startLoopback(t, () => 'break off');
  const clients = new CloudClients(cloud.session());
  await assert.rejects(clients.compute.servers.list(), { name: 'NoAnswer', connection: 'sound' });
  assert.equal(cloud.requests.length, 2);
  await assert.rejects(clients.compute.servers.list(), { name: 'NoAnswer', connection: 'sound' });
  assert.equal(cloud.requests.length, 3);
});
