import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { disturbableNeighbours } from '../../support/clouds/disturbable';
import { computeServiceOf } from '../../support/safety/compute-services';
import { leaseHosts } from '../../support/safety/host-leases';
import { findLeases, takeLease } from '../../support/safety/leases';
import type { Ledger } from '../../support/safety/ledger';
import { leftLedgers } from '../../support/safety/read-ledger';
import { tidy, type Tidied } from '../../support/safety/tidy';
import { openStage, type Stage } from './stage';

const enabled = { status: 'enabled', forcedDown: false } as const;

/** Where a process is that has ended. */
function endedProcess(): string {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return `${pid}/1`;
}

describe('tidying up after killed runs', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage((cloud) => ({ disrupt: new Set(['compute-1']), hosts: cloud.hosts }));
  });

  afterEach(() => stage.end());

  const tidied = (run?: string): Promise<Tidied> => {
    const { cloud } = stage;
    return tidy({
      search: { ...stage.work(stage.ledgerOf('unused')), cloud },
      about: { cloud: cloud.name, release: '2025.1' },
      folder: stage.folder,
      ledgers: leftLedgers(stage.folder),
      ...(run !== undefined && { run }),
    });
  };

  /** As if the run had been a process that has ended. */
  const endRun = async ({ file, run }: Ledger): Promise<void> => {
    const here = `user@${hostname()}`;
    const ended = endedProcess();
    const text = readFileSync(file, 'utf8').replace(
      /"machine":"[^"]*","process":"[^"]*"/,
      `"machine":"${here}","process":"${ended}"`,
    );
    writeFileSync(file, text);
    const { aggregates } = stage.people.person('operator').compute;
    for (const { id, terms } of await findLeases(stage.people.auditor)) {
      if (terms?.run === run) await aggregates.setMetadata(id, { local_delete_process: ended });
    }
  };

  /** What a run has done to the cloud when it is killed in the middle of LD-22 on a forced-down host. */
  const crash = async (run: string): Promise<{ readonly uuid: string; readonly ledger: Ledger }> => {
    const ledger = stage.ledgerOf(run);
    await leaseHosts(stage.work(ledger));
    const name = `ld-${run}-LD-22-server`;
    const server = ledger.open('LD-22', { kind: 'server', name });
    const uuid = await stage.createServer('operator', name, 'compute-1');
    ledger.made(server, uuid);
    const { id } = await computeServiceOf(stage.people.auditor, 'compute-1');
    ledger.open('LD-22', { kind: 'service', host: 'compute-1', former: enabled });
    await stage.people.person('operator').compute.services.update(id, { forcedDown: true });
    ledger.open('LD-22', { kind: 'compute process', host: 'compute-1' });
    await stage.cloud.control.stopCompute('compute-1');
    ledger.open('LD-22', { kind: 'path', neighbour: 'Placement' });
    await stage.cloud.control.disturb('Placement', { kind: 'refuse' });
    await endRun(ledger);
    return { uuid, ledger };
  };

  const expectNothingLeft = async (uuid: string): Promise<void> => {
    const { compute, placement, network } = stage.people.auditor;
    assert.equal(await compute.servers.find(uuid), undefined);
    assert.deepEqual((await placement.allocations.get(uuid)).allocations, {});
    assert.deepEqual(await network.ports.list({ deviceId: uuid }), []);
    assert.deepEqual(await findLeases(stage.people.auditor), []);
    assert.equal(await stage.stateOf('compute-1'), 'enabled up');
    await stage.createServer('operator', 'the path is open and the host works', 'compute-1');
  };

  it('works from the ledger, in the order in which things can be put back', async () => {
    const { uuid, ledger } = await crash('abc123');
    const { done, failures, leftAlone } = await tidied();
    assert.deepEqual([failures, leftAlone], [[], []]);
    assert.deepEqual(
      done.map(({ run, what }) => `${run}: ${what}`),
      [
        ...disturbableNeighbours(stage.cloud.capabilities).map((each) => `abc123: the path from Nova to ${each}`),
        'abc123: the compute process of compute-1',
        'abc123: the compute service of compute-1',
        'abc123: the server ld-abc123-LD-22-server',
        'abc123: the lease of compute-1 (the aggregate local-delete-lease-compute-1)',
      ],
    );
    assert.equal(existsSync(ledger.file), false);
    await expectNothingLeft(uuid);
  });

  it('works from the leases alone when the ledger is lost', async () => {
    const { uuid, ledger } = await crash('abc123');
    rmSync(ledger.file);
    const { failures, leftAlone } = await tidied();
    assert.deepEqual([failures, leftAlone], [[], []]);
    assert.deepEqual(leftLedgers(stage.folder), []);
    await expectNothingLeft(uuid);
  });

  it('finds the image of a shelved server by its name, and only in our project', async () => {
    const { uuid, ledger } = await crash('abc123');
    rmSync(ledger.file);
    const make = (person: 'owner' | 'stranger') => {
      const { image } = stage.people.person(person);
      return image.create({ name: 'ld-abc123-LD-54.deleted-server-shelved', visibility: 'private' });
    };
    const [ours, foreign] = [await make('owner'), await make('stranger')];
    const { done, failures } = await tidied();
    assert.deepEqual(failures, []);
    assert.ok(done.some(({ what }) => what === 'the image ld-abc123-LD-54.deleted-server-shelved'));
    assert.equal(await stage.people.auditor.image.find(ours.id), undefined);
    assert.ok(await stage.people.auditor.image.find(foreign.id));
    await expectNothingLeft(uuid);
  });

  it('finds a volume by its name, and only in our project', async () => {
    const { uuid, ledger } = await crash('abc123');
    rmSync(ledger.file);
    const make = (person: 'owner' | 'stranger') => {
      const { volumes } = stage.people.person(person).volume;
      return volumes.create({ name: 'ld-abc123-LD-50-volume', sizeGb: 1 });
    };
    const [ours, foreign] = [await make('owner'), await make('stranger')];
    const { done, failures } = await tidied();
    assert.deepEqual(failures, []);
    assert.ok(done.some(({ what }) => what === 'the volume ld-abc123-LD-50-volume'));
    assert.equal(await stage.people.auditor.volume.volumes.find(ours), undefined);
    assert.ok(await stage.people.auditor.volume.volumes.find(foreign));
    await expectNothingLeft(uuid);
  });

  it('finds a flavor that only operators see by its name', async () => {
    const { flavors } = stage.people.person('operator').compute;
    const size = { vcpus: 1, ram: 64, disk: 1, visibility: 'private' } as const;
    await flavors.create({ ...size, name: 'ld-abc123-LD-58-flavor' });
    await flavors.create({ ...size, name: 'of a bystander' });
    const { done, failures } = await tidied('abc123');
    assert.deepEqual([failures, done], [[], [{ run: 'abc123', what: 'the flavor ld-abc123-LD-58-flavor' }]]);
    const left = (await flavors.list('all')).map(({ name }) => name);
    assert.ok(left.includes('of a bystander') && !left.includes('ld-abc123-LD-58-flavor'));
  });

  it('touches nothing of a bystander, whatever is lost', async () => {
    const { uuid, ledger } = await crash('abc123');
    rmSync(ledger.file);
    const bystander = await stage.people.person('operator').compute.aggregates.create('ld-abc123-not-of-the-suite');
    const port = await stage.people.person('stranger').network.ports.create({
      name: 'ld-abc123-port',
      networkId:
        (await stage.people.person('stranger').network.networks.findByName(stage.cloud.resources.network))?.id ?? '',
    });
    await tidied();
    const aggregates = await stage.people.auditor.compute.aggregates.list();
    assert.ok(aggregates.some(({ id }) => id === bystander.id));
    assert.ok(await stage.people.auditor.network.ports.find(port.id));
    assert.equal(await stage.people.auditor.compute.servers.find(uuid), undefined);
  });

  it('leaves a run alone that still goes on', async () => {
    const ledger = stage.ledgerOf('abc123');
    await leaseHosts(stage.work(ledger));
    const told = await tidied();
    assert.deepEqual(told.done, []);
    assert.deepEqual(told.leftAlone, [
      `the run abc123 still goes on (process ${process.pid}) and has leased compute-1`,
    ]);
    rmSync(ledger.file);
    const withoutLedger = await tidied();
    assert.match(
      withoutLedger.leftAlone.join(),
      /^compute-1 is leased by the run abc123 of .*; that run still goes on$/,
    );
    assert.equal((await findLeases(stage.people.auditor)).length, 1);
  });

  it('names every host of a run that still goes on, by its ledger and by its leases', async () => {
    const disrupt = new Set(['compute-2', 'compute-1']);
    const ledger = stage.ledgerOf('abc123');
    await leaseHosts({ ...stage.work(ledger), cloud: { ...stage.cloud, disrupt } });
    assert.deepEqual((await tidied()).leftAlone, [
      `the run abc123 still goes on (process ${process.pid}) and has leased compute-1, compute-2`,
    ]);
    rmSync(ledger.file);
    const { leftAlone } = await tidied();
    assert.equal(leftAlone.length, 1);
    assert.match(leftAlone.join(), /^compute-1, compute-2 are leased by the run abc123 of .*; that run still goes on$/);
  });

  it('leaves a run of another machine alone unless it is named', async () => {
    const terms = {
      run: 'abc123',
      since: '2026-01-01T00:00:00Z',
      machine: 'ci@elsewhere',
      process: '1/1',
      former: enabled,
    };
    await takeLease(stage.people.person('operator'), 'compute-1', terms);
    const { leftAlone } = await tidied();
    assert.deepEqual(leftAlone, [
      'compute-1 is leased by the run abc123 of ci@elsewhere (process 1) since 2026-01-01T00:00:00Z; if it has ended: npm run cleanup -- --cloud embedded --run abc123',
    ]);
    assert.equal((await findLeases(stage.people.auditor)).length, 1);
    assert.deepEqual((await tidied('abc123')).leftAlone, []);
    assert.deepEqual(await findLeases(stage.people.auditor), []);
  });

  it('ends a lease that its run could not sign', async () => {
    await stage.people.person('operator').compute.aggregates.create('local-delete-lease-compute-2');
    const { done } = await tidied();
    assert.deepEqual(done, [
      { run: 'unknown', what: 'the lease local-delete-lease-compute-2, which no run had signed' },
    ]);
    assert.deepEqual(await findLeases(stage.people.auditor), []);
  });

  it('tells of servers by the name of a run, and removes them when that run is named', async () => {
    const uuid = await stage.createServer('owner', 'ld-abc123-LD-1-server');
    const other = await stage.createServer('owner', 'ld-def456-LD-1-server');
    assert.deepEqual((await tidied()).leftAlone.length, 2);
    assert.ok(await stage.people.auditor.compute.servers.find(uuid));
    const { done, leftAlone } = await tidied('abc123');
    assert.deepEqual([done.map(({ what }) => what), leftAlone], [['the server ld-abc123-LD-1-server'], []]);
    assert.equal(await stage.people.auditor.compute.servers.find(uuid), undefined);
    assert.ok(await stage.people.auditor.compute.servers.find(other));
  });

  it('says what could not be put back, with the commands, and goes on with the rest', async () => {
    const { ledger } = await crash('abc123');
    const broken = {
      ...stage.cloud,
      control: { ...stage.cloud.control, startCompute: () => Promise.reject(new Error('no power')) },
    };
    const told = await tidy({
      search: { ...stage.work(ledger), cloud: broken },
      about: { cloud: 'embedded', release: '2025.1' },
      folder: stage.folder,
      ledgers: leftLedgers(stage.folder),
    });
    assert.deepEqual(told.failures[0], {
      what: 'the compute process of compute-1',
      why: 'no power',
      commands: [stage.cloud.byHand.startCompute('compute-1')],
    });
    assert.equal((await computeServiceOf(stage.people.auditor, 'compute-1')).forcedDown, false);
    assert.equal((await findLeases(stage.people.auditor)).length, 1);
    assert.ok(existsSync(join(stage.folder, 'abc123.jsonl')));
  });
});
