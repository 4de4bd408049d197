import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, makeServices, networkId, send, type Sent, type Services, signIn } from '../http/services';

async function as(services: Services, person: string, path: string, sent: Sent = {}) {
  return send(services.network.application, `/v2.0${path}`, { ...sent, token: await signIn(services, person) });
}

/** The path of the bindings of a port that is bound to compute-1. */
async function boundPort(services: Services): Promise<string> {
  const port = { network_id: networkId, 'binding:host_id': 'compute-1', device_id: 'server' };
  const made = await as(services, 'nova', '/ports', { method: 'POST', body: { port } });
  assert.equal(made.status, 201, made.text);
  return `/ports/${String(at(made.body, 'port', 'id'))}`;
}

const to = (host: string): Sent => ({ method: 'POST', body: { binding: { host } } });

async function hostsOf(services: Services, port: string): Promise<string[]> {
  const { body } = await as(services, 'nova', `${port}/bindings`);
  const found: string[] = [];
  while (at(body, 'bindings', found.length) !== undefined) {
    const binding = at(body, 'bindings', found.length);
    found.push(`${String(at(binding, 'host'))} ${String(at(binding, 'status'))}`);
  }
  return found;
}

test('a port has one active binding, and others for where it may go', async () => {
  const services = makeServices();
  const port = await boundPort(services);
  assert.deepEqual(await hostsOf(services, port), ['compute-1 ACTIVE']);
  const made = await as(services, 'nova', `${port}/bindings`, to('compute-2'));
  assert.equal(made.status, 201, made.text);
  assert.equal(at(made.body, 'binding', 'status'), 'INACTIVE');
  const again = await as(services, 'nova', `${port}/bindings`, to('compute-2'));
  assert.equal(again.status, 409);
  assert.equal(at(again.body, 'NeutronError', 'type'), 'PortBindingAlreadyExists');
  const active = await as(services, 'nova', `${port}/bindings/compute-2/activate`, { method: 'PUT' });
  assert.equal(active.status, 200, active.text);
  assert.deepEqual(await hostsOf(services, port), ['compute-2 ACTIVE', 'compute-1 INACTIVE']);
  assert.equal(at((await as(services, 'nova', port)).body, 'port', 'binding:host_id'), 'compute-2');
  const twice = await as(services, 'nova', `${port}/bindings/compute-2/activate`, { method: 'PUT' });
  assert.equal(at(twice.body, 'NeutronError', 'type'), 'PortBindingAlreadyActive');
});

test('a binding goes by itself, and with the host that its port is bound to next', async () => {
  const services = makeServices();
  const port = await boundPort(services);
  await as(services, 'nova', `${port}/bindings`, to('compute-2'));
  const gone = await as(services, 'nova', `${port}/bindings/compute-2`, { method: 'DELETE' });
  assert.equal(gone.status, 204);
  const missing = await as(services, 'nova', `${port}/bindings/compute-2`);
  assert.equal(missing.status, 404);
  assert.equal(at(missing.body, 'NeutronError', 'type'), 'PortBindingNotFound');
  await as(services, 'nova', `${port}/bindings`, to('compute-3'));
  const rebound = { method: 'PUT', body: { port: { 'binding:host_id': 'compute-3' } } };
  await as(services, 'nova', port, rebound);
  assert.deepEqual(await hostsOf(services, port), ['compute-3 ACTIVE']);
  await as(services, 'nova', `${port}/bindings/compute-3`, { method: 'DELETE' });
  assert.deepEqual(await hostsOf(services, port), []);
  assert.equal(
    at((await as(services, 'nova', `${port}/bindings`, to('compute-1'))).body, 'binding', 'status'),
    'ACTIVE',
  );
});

test('bindings are for administrators and services alone, and want a host', async () => {
  const services = makeServices();
  const port = await boundPort(services);
  const odd = await as(services, 'nova', `${port}/bindings`, { method: 'POST', body: { binding: {} } });
  assert.equal(odd.status, 400);
  const own = { port: { network_id: networkId } };
  const made = await as(services, 'owner', '/ports', { method: 'POST', body: own });
  const refused = await as(services, 'owner', `/ports/${String(at(made.body, 'port', 'id'))}/bindings`);
  assert.equal(refused.status, 403);
});
