import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { computeServiceOf } from '../../support/safety/compute-services';
import { Guard, foreignConsumers } from '../../support/safety/guard';
import { expectFreeHosts } from '../../support/safety/host-leases';
import { listComputeServices } from '../../support/safety/service-watch';
import type { Ledger } from '../../support/safety/ledger';
import { openStage, type Stage } from './stage';

describe('the guard', () => {
  let stage: Stage;
  let ledger: Ledger;

  beforeEach(async () => {
    stage = await openStage(() => ({ disrupt: new Set(['compute-1', 'compute-2']) }));
    ledger = stage.ledgerOf('abc123');
  });

  afterEach(() => stage.end());

  const guard = (cloud = stage.cloud): Guard => new Guard({ cloud, auditor: stage.people.auditor, ledger });

  const ourServer = async (host: string): Promise<string> => {
    const uuid = await stage.createServer('operator', 'ld-abc123-LD-1-server', host);
    ledger.made(ledger.open('LD-1', { kind: 'server', name: 'ld-abc123-LD-1-server' }), uuid);
    return uuid;
  };

  it('lets a host be disturbed that is listed and carries only what is in our ledger', async () => {
    await ourServer('compute-1');
    const guarded = guard();
    const service = await guarded.beforeDisturbing('compute-1', 'forced down');
    assert.equal(service.host, 'compute-1');
    await guarded.afterDisturbing();
  });

  it('refuses a host that is not listed, naming those that are', async () => {
    await assert.rejects(guard().beforeDisturbing('compute-3', 'forced down'), {
      name: 'DisturbanceRefused',
      message:
        'compute-3 is not forced down: the hosts of embedded that may be disturbed (disrupt in the configuration) are compute-1, compute-2',
    });
  });

  it('refuses a host with a server of somebody else, and tells only how many there are', async () => {
    await ourServer('compute-1');
    const uuid = await stage.createServer('operator', 'secret of somebody', 'compute-1');
    await assert.rejects(guard().beforeDisturbing('compute-1', 'stopped'), (error: Error) => {
      assert.equal(
        error.message,
        'compute-1 is not stopped: compute-1 carries 1 consumer in Placement not made by this run',
      );
      assert.ok(!error.message.includes(uuid));
      return true;
    });
    await guard().beforeDisturbing('compute-2', 'stopped');
  });

  it('counts consumers that no server list shows, as soft-deleted servers are', async () => {
    const uuid = await stage.createServer('owner', 'of an earlier run');
    const host = await stage.hostOf(uuid);
    const { placement } = stage.people.person('operator');
    const { allocations, projectId = '', userId = '' } = await placement.allocations.get(uuid);
    const consumer = randomUUID();
    await placement.allocations.replace(consumer, { allocations, projectId, userId, consumerGeneration: null });
    assert.equal(await stage.people.auditor.compute.servers.find(consumer), undefined);
    assert.equal(await foreignConsumers({ auditor: stage.people.auditor, ledger }, host), 2);
  });

  it('refuses a host that somebody else has disabled or forced down, and leaves it so', async () => {
    const { id } = await computeServiceOf(stage.people.auditor, 'compute-1');
    const { services } = stage.people.person('operator').compute;
    await services.update(id, { status: 'disabled', disabledReason: 'a disk is on fire' });
    await assert.rejects(
      guard().beforeDisturbing('compute-1', 'forced down'),
      /compute-1 is not forced down: it is disabled \("a disk is on fire"\) already, and not by this run/,
    );
    await services.update(id, { forcedDown: true });
    await assert.rejects(guard().beforeDisturbing('compute-1', 'stopped'), /it is forced down already/);
    assert.equal(await stage.stateOf('compute-1'), 'disabled down forced down a disk is on fire');
  });

  it('lets a host be disturbed further that this run has disturbed itself', async () => {
    const guarded = guard();
    const { id } = await guarded.beforeDisturbing('compute-1', 'disabled');
    ledger.open('LD-1', { kind: 'service', host: 'compute-1', former: { status: 'enabled', forcedDown: false } });
    await stage.people.person('operator').compute.services.update(id, { status: 'disabled' });
    await guarded.beforeDisturbing('compute-1', 'forced down');
  });

  it('finds a scenario inconclusive when somebody has come to a host that was disturbed', async () => {
    const guarded = guard();
    await guarded.beforeDisturbing('compute-1', 'disabled');
    await stage.createServer('operator', 'elsewhere', 'compute-2');
    await guarded.afterDisturbing();
    await stage.createServer('operator', 'late', 'compute-1');
    await assert.rejects(guarded.afterDisturbing(), {
      name: 'Inconclusive',
      message:
        'inconclusive, and put back at once: compute-1 carries 1 consumer in Placement not made by this run. They came while the scenario disturbed the host',
    });
  });

  it('disturbs a path of Nova only where the configuration allows what touches everybody', async () => {
    await guard().beforeDisturbingPath('Placement');
    await assert.rejects(
      guard({ ...stage.cloud, disruptCloud: 'not allowed' }).beforeDisturbingPath('Neutron'),
      /the path from Nova to Neutron of embedded is not disturbed: .*disrupt_cloud: true is not in the configuration/,
    );
  });

  it('disturbs no host of a real cloud that the run has not leased', async () => {
    const real = { ...stage.cloud, kind: 'remote' as const };
    await assert.rejects(guard(real).beforeDisturbing('compute-1', 'stopped'), /this run has not leased it/);
    ledger.open('the run', { kind: 'lease', host: 'compute-1' });
    await guard(real).beforeDisturbing('compute-1', 'stopped');
  });

  it('tells of every host that is not free before a run', async () => {
    await expectFreeHosts(stage.work(ledger), await listComputeServices(stage.people.auditor));
    await stage.createServer('operator', 'of somebody', 'compute-2');
    const { id } = await computeServiceOf(stage.people.auditor, 'compute-1');
    await stage.people.person('operator').compute.services.update(id, { forcedDown: true });
    await assert.rejects(expectFreeHosts(stage.work(ledger), await listComputeServices(stage.people.auditor)), {
      name: 'HostsNotFree',
      message: [
        'embedded is not touched, for',
        '  compute-1 is forced down: only a host that is enabled and up can be put back as it was',
        '  compute-2 carries 1 consumer in Placement not made by this run: only a host with nothing else on it may be disturbed',
        'mend that, or take the hosts out of disrupt',
      ].join('\n'),
    });
  });
});
