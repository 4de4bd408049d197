import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { checkPortsAreFree, portNames, portsOf } from '../../support/reference-cloud/service-ports';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';

const release = referenceCloudRelease('2025.1');

test('every port is another one, below those of outgoing connections', () => {
  const ports = Object.values(portsOf(release));
  assert.equal(new Set(ports).size, portNames.length);
  assert.ok(ports.every((port) => port > 1024 && port < 32768));
  assert.throws(() => portsOf({ ...release, firstPort: 32760 }), /must stay below 32768/);
});

test('a port that is taken is told by its name and number', async (t) => {
  const server = createServer();
  t.after(() => server.close());
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ports = { ...portsOf(release), glance: port };
  await assert.rejects(
    checkPortsAreFree(ports, ['glance']),
    new RegExp(`taken by other programs\n  ${port} \\(glance\\)`),
  );
  server.close();
  await once(server, 'close');
  await checkPortsAreFree(ports, ['glance']);
});
