import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { invariants, tellImbalance } from '../../support/books/invariants';
import {
  blue,
  exchange,
  flavor,
  host,
  hostWith,
  provider1,
  provider2,
  server,
  snapshot,
  standing,
  stranger,
  view,
} from './view';

function violationsOf(id: string, changes: Parameters<typeof view>[0]): readonly string[] {
  const invariant = invariants.find((each) => each.id === id);
  assert.ok(invariant, `there is no invariant ${id}`);
  return invariant.check(view(changes));
}

const leaked = new Map([[provider1, flavor]]);

describe('the invariants', () => {
  it('hold for a cloud with one healthy server', () => {
    assert.equal(tellImbalance(view()), '');
  });

  it('hold for a cloud on which nothing was done', () => {
    assert.equal(tellImbalance({ ...view({ servers: [], consumers: [], projectUsage: {}, now: snapshot() }) }), '');
  });

  it('I1 names host, class and consumers when a usage is not their sum', () => {
    const books = { ...hostWith(blue), usages: { ...flavor, VCPU: 3 } };
    assert.deepEqual(violationsOf('I1', { now: snapshot(books) }), [
      'compute-1 (provider 11111111…) counts VCPU 3, but its consumers hold 7f3a1c22… 1',
    ]);
    assert.deepEqual(violationsOf('I1', { now: snapshot(host('compute-2', { usages: { VCPU: 1 } })) }), [
      'compute-2 (provider 22222222…) counts VCPU 1, but no consumer holds any',
    ]);
  });

  it('I2 names a consumer that is neither server nor migration', () => {
    const consumers = [{ uuid: stranger, allocations: leaked, is: 'gone' as const }];
    assert.deepEqual(violationsOf('I2', { consumers }), [
      'consumer 99999999… holds VCPU 1, MEMORY_MB 512, DISK_GB 1 on compute-1, but there is no such server or migration: a leak',
    ]);
    assert.deepEqual(
      violationsOf('I2', { consumers: [{ uuid: stranger, allocations: leaked, is: 'a migration' }] }),
      [],
    );
  });

  it('I3 counts reserved and ratio', () => {
    const inventories = new Map([['VCPU', { total: 2, reserved: 1, ratio: 1.5 }]]);
    assert.deepEqual(
      violationsOf('I3', {
        now: snapshot(host('compute-1', { standing: standing({ inventories }), usages: { VCPU: 1 } })),
      }),
      [],
    );
    assert.deepEqual(
      violationsOf('I3', {
        now: snapshot(host('compute-1', { standing: standing({ inventories }), usages: { VCPU: 2 } })),
      }),
      ['compute-1 (provider 11111111…) counts VCPU 2, but has no more than 1'],
    );
  });

  it('I4 names a host that changed although the scenario does not use it, and who is new there', () => {
    const now = snapshot(hostWith(blue), hostWith(stranger, 'compute-2'));
    assert.deepEqual(violationsOf('I4', { now }), [
      'compute-2 (provider 22222222…), which the scenario does not use, went from VCPU 0 to 1, MEMORY_MB 0 to 512, DISK_GB 0 to 1; new there: 99999999…',
    ]);
    assert.deepEqual(violationsOf('I4', { now, hostsInUse: new Set(['compute-1', 'compute-2']) }), []);
  });

  it('I2 and I7 let an expected leak be, but not the ports of its server', () => {
    const gone = {
      servers: [server({ answers: 'gone', ports: ['p-1'] })],
      consumers: [{ uuid: blue, allocations: new Map([[provider1, flavor]]), is: 'gone' as const }],
    };
    assert.equal(violationsOf('I2', gone).length, 1);
    const expectedLeaks = new Set([blue]);
    assert.deepEqual(violationsOf('I2', { ...gone, expectedLeaks }), []);
    assert.deepEqual(violationsOf('I7', { ...gone, expectedLeaks }), [
      'server blue (7f3a1c22…) answers 404, but port p-1 is still its',
    ]);
  });

  it('I9 leaves a server that is being built to its build', () => {
    const building = { status: 'BUILD', taskState: null, flavor };
    assert.deepEqual(violationsOf('I9', { servers: [server({ answers: building })] }), []);
    assert.equal(violationsOf('I9', { servers: [server({ answers: { ...building, status: 'ACTIVE' } })] }).length, 1);
  });

  it('I5 compares what the project counts with what its consumers hold', () => {
    assert.deepEqual(violationsOf('I5', { projectUsage: { ...flavor, VCPU: 2 } }), [
      'our project counts VCPU 2, its consumers (server blue (7f3a1c22…)) hold 1',
    ]);
    assert.deepEqual(violationsOf('I5', { consumers: [] }).length, 3);
  });

  it('I7 names what a server that is gone left behind', () => {
    assert.deepEqual(violationsOf('I7', { servers: [server({ answers: 'gone', ports: ['p-1'] })] }), [
      'server blue (7f3a1c22…) answers 404, but still holds VCPU 1, MEMORY_MB 512, DISK_GB 1 on compute-1',
      'server blue (7f3a1c22…) answers 404, but port p-1 is still its',
    ]);
    assert.deepEqual(violationsOf('I7', { servers: [server({ answers: 'gone', allocations: new Map() })] }), []);
  });

  it('I7 names the shelved image of a server that is gone, and of no other', () => {
    const shelvedImage = '01234567-89ab-cdef-0123-456789abcdef';
    const gone = server({ answers: 'gone', allocations: new Map(), shelvedImage });
    assert.deepEqual(violationsOf('I7', { servers: [gone] }), [
      'server blue (7f3a1c22…) answers 404, but its shelved image 01234567… is still there',
    ]);
    assert.deepEqual(violationsOf('I7', { servers: [server({ shelvedImage })] }), []);
  });

  describe('of volumes', () => {
    const id = '89abcdef-0123-4567-89ab-cdef01234567';
    const gone = server({ answers: 'gone', allocations: new Map() });
    const reserved = { status: 'reserved', attachments: [{ serverId: gone.uuid, status: 'reserved' }] };
    const kept = { id, atTermination: 'keep', leak: 'none', answers: reserved } as const;

    it('I7 and I8 name the volume that a gone server still has', () => {
      assert.deepEqual(violationsOf('I7', { servers: [gone], volumes: [kept] }), [
        'server blue (7f3a1c22…) answers 404, but volume 89abcdef… is still reserved for it',
      ]);
      assert.deepEqual(violationsOf('I8', { servers: [gone], volumes: [kept] }), [
        'volume 89abcdef… has no live server, but is reserved',
      ]);
    });

    it('I8 names the volume that went with its server and should not have', () => {
      assert.deepEqual(violationsOf('I8', { servers: [gone], volumes: [{ ...kept, answers: 'gone' }] }), [
        'volume 89abcdef… should outlive its servers, but is gone',
      ]);
    });

    it('a live server has its volume, and what a step has said to leak is passed over', () => {
      for (const changes of [
        { servers: [server()], volumes: [kept] },
        { servers: [gone], volumes: [{ ...kept, leak: 'expected' as const }] },
        { servers: [gone], volumes: [{ ...kept, answers: { status: 'available', attachments: [] } }] },
        { servers: [gone], volumes: [{ ...kept, atTermination: 'delete' as const, answers: 'gone' as const }] },
      ]) {
        assert.deepEqual(violationsOf('I7', changes), []);
        assert.deepEqual(violationsOf('I8', changes), []);
      }
    });
  });

  it('I9 wants nothing of an offloaded server, though it may still show its host', () => {
    const answers = { status: 'SHELVED_OFFLOADED', taskState: null, host: 'compute-1', flavor };
    assert.deepEqual(violationsOf('I9', { servers: [server({ answers, allocations: new Map() })] }), []);
    assert.equal(violationsOf('I9', { servers: [server({ answers })] }).length, 1);
  });

  it('I9 wants the amounts of the flavor, on the host and nowhere else', () => {
    assert.deepEqual(violationsOf('I9', { servers: [server({ allocations: new Map() })] }), [
      'server blue (7f3a1c22…) holds nothing on compute-1, its flavor asks for VCPU 1, MEMORY_MB 512, DISK_GB 1',
    ]);
    const both = new Map([...leaked, [provider2, { VCPU: 1 }]]);
    assert.deepEqual(violationsOf('I9', { servers: [server({ allocations: both })] }), [
      'server blue (7f3a1c22…) is on compute-1, but holds VCPU 1 on compute-2 as well',
    ]);
  });

  it('I9 leaves servers alone that somebody is working on', () => {
    const building = { status: 'BUILD', taskState: 'spawning', host: 'compute-1', flavor };
    assert.deepEqual(violationsOf('I9', { servers: [server({ answers: building, allocations: new Map() })] }), []);
  });

  it('I9 wants what a server held before under its migration, as long as its resize is not settled', () => {
    const move = {
      uuid: stranger,
      type: 'resize',
      status: 'finished',
      source: 'compute-2',
      destination: 'compute-1',
      formerly: { VCPU: 1 },
      allocations: new Map([[provider2, { VCPU: 1 }]]),
    };
    const of = (changes: object) => violationsOf('I9', { servers: [server({ moves: [{ ...move, ...changes }] })] });
    assert.deepEqual(of({}), []);
    assert.deepEqual(of({ allocations: new Map() }), [
      'the finished resize 99999999… of server blue (7f3a1c22…) holds nothing on compute-2, and should hold VCPU 1',
    ]);
    assert.deepEqual(of({ status: 'confirmed' }), [
      'the confirmed resize 99999999… of server blue (7f3a1c22…) holds VCPU 1 on compute-2, and should hold nothing',
    ]);
    assert.deepEqual(of({ status: 'error' }), []);
  });

  it('I9 wants an evacuated server on its old host too, until that has started', () => {
    const move = {
      uuid: stranger,
      type: 'evacuation',
      status: 'done',
      source: 'compute-2',
      destination: 'compute-1',
      formerly: {},
      allocations: new Map(),
    };
    const both = new Map([...leaked, [provider2, flavor]]);
    const of = (status: string, allocations: typeof both) =>
      violationsOf('I9', { servers: [server({ allocations, moves: [{ ...move, status }] })] });
    assert.deepEqual(of('done', both), []);
    assert.deepEqual(of('done', leaked), [
      'server blue (7f3a1c22…) was evacuated from compute-2, which has not started since, but holds nothing there',
    ]);
    assert.deepEqual(of('completed', both), [
      'server blue (7f3a1c22…) is on compute-1, but holds VCPU 1, MEMORY_MB 512, DISK_GB 1 on compute-2 as well',
    ]);
  });

  it('I9 looks at a server on its way as well', () => {
    const answers = { status: 'RESIZE', taskState: 'resize_prep', host: 'compute-2', flavor };
    const move = {
      uuid: stranger,
      type: 'resize',
      status: 'pre-migrating',
      source: 'compute-2',
      destination: 'compute-1',
      formerly: flavor,
      allocations: new Map([[provider2, flavor]]),
    };
    assert.deepEqual(violationsOf('I9', { servers: [server({ answers, moves: [move] })] }), []);
    const both = new Map([...leaked, [provider2, flavor]]);
    assert.equal(violationsOf('I9', { servers: [server({ answers, allocations: both, moves: [move] })] }).length, 1);
  });

  it('I10 names lost and gained traits and aggregates, but not the one of disabled hosts', () => {
    const now = snapshot(
      host('compute-1', { standing: standing({ traits: ['COMPUTE_NODE', 'COMPUTE_STATUS_DISABLED'] }) }),
      host('compute-2', { standing: standing({ traits: ['CUSTOM_NEW'], aggregates: [] }) }),
    );
    assert.deepEqual(violationsOf('I10', { now }), [
      'compute-2 (provider 22222222…) lost COMPUTE_NODE (trait)',
      'compute-2 (provider 22222222…) gained CUSTOM_NEW (trait)',
      'compute-2 (provider 22222222…) lost zone (aggregate)',
    ]);
  });

  it('I11 names a server that changed although nobody acted upon it', () => {
    assert.deepEqual(violationsOf('I11', { servers: [server({ leftAloneAs: 'ACTIVE' })] }), []);
    assert.deepEqual(violationsOf('I11', { servers: [server({ leftAloneAs: 'ACTIVE', answers: 'gone' })] }), [
      'server blue (7f3a1c22…) was ACTIVE and is gone now',
    ]);
  });

  it('I12 names a reply that was an error of the service', () => {
    assert.deepEqual(violationsOf('I12', { exchanges: [exchange(409)] }), []);
    assert.deepEqual(violationsOf('I12', { exchanges: [exchange(500), exchange(503)] }), [
      'compute answered owner: DELETE /servers/7f3a1c22… 500 in 0.14 s (req-7f3a1c22…)',
      'compute answered owner: DELETE /servers/7f3a1c22… 503 in 0.14 s (req-7f3a1c22…): the cloud was lost',
    ]);
  });

  it('I13 wants a leak that a step has told of to be there at the end', () => {
    const expectedLeaks = new Set([blue]);
    assert.deepEqual(violationsOf('I13', { servers: [server({ answers: 'gone' })], expectedLeaks }), []);
    const healed = server({ answers: 'gone', allocations: new Map() });
    assert.deepEqual(violationsOf('I13', { servers: [healed] }), []);
    assert.deepEqual(violationsOf('I13', { servers: [healed], expectedLeaks }), [
      'server blue (7f3a1c22…) was still counted at that Then, but holds nothing any more',
    ]);
  });

  it('tell each broken one with its norm', () => {
    const told = tellImbalance(view({ servers: [server({ answers: 'gone' })] }));
    assert.match(
      told,
      /^I7 is broken: a server that answers 404 holds no allocation, no port and no volume, and leaves no shelved image\n {2}server blue/,
    );
    assert.doesNotMatch(told, /I1 /);
  });
});
