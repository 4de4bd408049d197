import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { settleImage, settlePlaceholder, settlePort } from '../../support/safety/settling/belonging-settling';
import { settleServer } from '../../support/safety/settling/server-settling';
import type { CleaningUp, Settlement } from '../../support/safety/settling/settlement';
import { json, startLoopback } from '../api/loopback';
import { openStage, type Stage } from './stage';

const flavor = { original_name: 'f', vcpus: 1, ram: 1, disk: 1 };
const port = { id: 'n', name: 'n', network_id: 'x', project_id: 'p', device_id: '', device_owner: '', status: 'DOWN' };

/** What is seen before somebody deletes it, and answers 404 to that. */
const found: Readonly<Record<string, unknown>> = {
  '/compute/v2.1/servers/s': { server: { id: 's', status: 'ACTIVE', tenant_id: 'p', flavor } },
  '/placement/allocations/c': { allocations: { rp: { generation: 1, resources: { VCPU: 1 } } } },
  '/network/v2.0/ports/n': { port },
  '/image/v2/images/i': { id: 'i', name: 'i', status: 'active', visibility: 'private' },
};

const always: Readonly<Record<string, unknown>> = {
  '/placement/allocations/s': { allocations: {} },
  '/network/v2.0/ports?device_id=s': { ports: [] },
};

const settlements: Readonly<Record<string, (work: CleaningUp) => Settlement>> = {
  'a server': (work) => settleServer(work, 'server', 's'),
  'what a consumer holds': (work) => settlePlaceholder(work, 'c'),
  'a port': (work) => settlePort(work, 'port', 'n'),
  'an image': (work) => settleImage(work, 'image', 'i'),
};

describe('what goes by itself between the look and the delete', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.end());

  for (const [what, settle] of Object.entries(settlements)) {
    it(`is taken for gone: ${what}`, async (t) => {
      const deleted = new Set<string>();
      const cloud = await startLoopback(t, ({ method, url }) => {
        if (method === 'DELETE') deleted.add(url);
        const body = always[url] ?? (deleted.has(url) ? undefined : found[url]);
        return method === 'GET' && body !== undefined ? json(200, body) : json(404);
      });
      const clients = new CloudClients(cloud.session());
      const work = { ...stage.work(stage.ledgerOf('abc123')), operator: clients, auditor: clients };
      await settle(work).takeBack();
      assert.equal(deleted.size, 1);
    });
  }
});
