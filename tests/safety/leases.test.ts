import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { cleanUp } from '../../support/safety/cleanup';
import { leaseHosts } from '../../support/safety/host-leases';
import { findLeases, returnLease } from '../../support/safety/leases';
import { ownWhereabouts } from '../../support/safety/whereabouts';
import { openStage, type Stage } from './stage';

describe('leases', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage(() => ({ disrupt: new Set(['compute-1', 'compute-2']) }));
  });

  afterEach(() => stage.end());

  const leased = async (): Promise<string[]> => {
    const leases = await findLeases(stage.people.auditor);
    return leases.map(({ host, terms }) => `${host} ${terms?.run ?? 'unsigned'}`).toSorted();
  };

  it('stand on the cloud with the run, where it goes on, the time, and what the service was', async () => {
    await leaseHosts(stage.work(stage.ledgerOf('abc123')));
    const [lease] = await findLeases(stage.people.auditor);
    assert.deepEqual(
      { ...lease?.terms, since: '' },
      {
        run: 'abc123',
        since: '',
        ...ownWhereabouts(),
        former: { status: 'enabled', disabledReason: undefined, forcedDown: false },
      },
    );
    assert.match(lease?.terms?.since ?? '', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const aggregates = await stage.people.auditor.compute.aggregates.list();
    const made = aggregates.filter(({ name }) => name.startsWith('local-delete-lease-'));
    assert.deepEqual(
      made.map(({ name, hosts }) => [name, hosts]),
      [
        ['local-delete-lease-compute-1', []],
        ['local-delete-lease-compute-2', []],
      ],
    );
  });

  it('tell a second run by whom and since when, and leave it without any', async () => {
    const first = stage.work(stage.ledgerOf('abc123'));
    await leaseHosts({ ...first, cloud: { ...first.cloud, disrupt: new Set(['compute-2']) } });
    const second = stage.work(stage.ledgerOf('def456'));
    const { machine, process: id } = ownWhereabouts();
    await assert.rejects(leaseHosts(second), (error: Error) => {
      assert.equal(error.name, 'HostLeased');
      const pid = id.replace(/\/.*/, '');
      assert.ok(
        error.message.startsWith(
          `compute-2 of embedded is leased by the run abc123 of ${machine} (process ${pid}) since 20`,
        ),
        error.message,
      );
      assert.match(error.message, /if it was killed: npm run cleanup -- --cloud embedded$/);
      return true;
    });
    assert.deepEqual(await leased(), ['compute-2 abc123']);
    assert.deepEqual(second.ledger.entries(), []);
  });

  it('stay over the clean-up of a scenario, and go with the run', async () => {
    const work = stage.work(stage.ledgerOf('abc123'));
    await leaseHosts(work);
    await cleanUp(work);
    assert.deepEqual(await leased(), ['compute-1 abc123', 'compute-2 abc123']);
    await cleanUp(work, 'the run');
    assert.deepEqual(await leased(), []);
  });

  it('stay when a host could not be put back', async () => {
    const work = stage.work(stage.ledgerOf('abc123'));
    await leaseHosts(work);
    work.ledger.open('LD-1', { kind: 'service', host: 'compute-9', former: { status: 'enabled', forcedDown: false } });
    await assert.rejects(cleanUp(work, 'the run'), { name: 'PutBackFailed' });
    assert.deepEqual(await leased(), ['compute-1 abc123', 'compute-2 abc123']);
  });

  it('are returned by the run that took them alone', async () => {
    await leaseHosts(stage.work(stage.ledgerOf('abc123')));
    await returnLease(stage.people.person('operator'), 'compute-1', 'def456');
    assert.deepEqual(await leased(), ['compute-1 abc123', 'compute-2 abc123']);
  });
});
