import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Exchange } from '../../support/api/exchange';
import { compareScenario } from '../../support/conformance/compare';
import { compareRun, recordRun, type JudgedScenario } from '../../support/conformance/conformance';
import { readListed } from '../../support/conformance/listed';
import { observe, type Observation } from '../../support/conformance/observation';
import { readRecord, recordedFrom, writeRecord, type ConformanceRecord } from '../../support/conformance/record';
import { shapeOf } from '../../support/conformance/shape';
import { tellConformance, tellUnexcused, whatDiffers } from '../../support/conformance/telling';

const uuid = '7f3a1c22-0000-4000-8000-000000000001';

function exchange(changes: Partial<Exchange> = {}, body: unknown = { server: { id: uuid } }, status = 200): Exchange {
  return {
    cloud: 'reference',
    person: 'owner',
    service: 'compute',
    method: 'GET',
    path: `/servers/${uuid}`,
    route: '/servers/{server}',
    microversion: '2.80',
    requestHeaders: {},
    outcome: {
      kind: 'answer',
      status,
      headers: { 'content-type': 'application/json; charset=UTF-8', date: 'x' },
      body,
    },
    startedAt: 0,
    seconds: 0.1,
    ...changes,
  };
}

function observation(exchanges: readonly Exchange[], tags: readonly string[] = [], texts = ['a step']): Observation {
  return observe({ id: 'LD-1', tags, texts, steps: [{ text: 'a step', exchanges }] });
}

function recordOf(seen: Observation, verdict = 'passed', reason?: string): ConformanceRecord {
  const recording = { cloud: 'reference', release: '2025.1', command: 'c', packages: {}, configuration: {} };
  const scenarios = [{ id: 'LD-1', outcome: verdict, tags: [], ...(reason !== undefined && { reason }) }];
  return recordRun(undefined, { startedAt: 'now', recording, scenarios, observations: new Map([['LD-1', seen]]) });
}

const passed: JudgedScenario = { id: 'LD-1', outcome: 'passed', tags: [] };

function compared(
  record: ConformanceRecord,
  seen: Observation,
  scenario = passed,
  listed: Parameters<typeof compareRun>[2] = [],
) {
  const observations = new Map([['LD-1', seen]]);
  return compareRun(
    record,
    { release: '2025.1', scenarios: [scenario], observations, extent: 'the whole suite' },
    listed,
  );
}

describe('the shape of an answer', () => {
  it('has keys, types and headers that matter, and no values', () => {
    const body = { server: { tags: [], addresses: { private: [{ addr: '10.0.0.1' }, { addr: null }] }, [uuid]: 1 } };
    assert.deepEqual(shapeOf(exchange({}, body)), [
      'header content-type application/json',
      'body object',
      'server object',
      'server.addresses object',
      'server.addresses.{name} array',
      'server.addresses.{name}[] object',
      'server.addresses.{name}[].addr null|string',
      'server.tags array',
      'server.{id} number',
    ]);
  });

  it('says that there was none', () => {
    assert.deepEqual(shapeOf(exchange({ outcome: { kind: 'no answer', reason: 'refused' } })), ['no answer']);
  });
});

describe('an observation', () => {
  it('keeps of a wait the last poll, and no signing in', () => {
    const signIn = exchange({ service: 'identity', method: 'POST', route: '/auth/tokens', path: '/auth/tokens' });
    const polls = [signIn, exchange({}, { server: {} }), exchange({ path: '/servers/other' }), exchange({}, '', 404)];
    const [step] = observation(polls).steps;
    assert.deepEqual(
      step?.exchanges.map(({ request, status }) => `${request} ${status}`),
      ['owner GET compute 2.80 /servers/{server} 200', 'owner GET compute 2.80 /servers/{server} 404'],
    );
  });

  it('has what Nova freed below whatever prefix the endpoint has', () => {
    const seen = [
      { neighbour: 'Placement', method: 'DELETE', path: `/placement/allocations/${uuid}` },
      { neighbour: 'Neutron', method: 'DELETE', path: `/network/v2.0/ports/${uuid}?force=1` },
    ];
    const watched = ['Placement', 'Neutron'];
    assert.deepEqual(
      observe({ id: 'LD-1', tags: [], texts: [], steps: [], effects: { watched, seen } }).effects?.freed,
      ['Placement DELETE /allocations/{id}', 'Neutron DELETE /v2.0/ports/{id}'],
    );
  });
});

describe('what was freed without a DELETE', () => {
  const watched = ['Placement'];
  const put = { neighbour: 'Placement', method: 'PUT', path: `/allocations/${uuid}` };
  const withPut = observe({ id: 'LD-1', tags: [], texts: [], steps: [], effects: { watched, seen: [put] } });

  it('is told and not compared, for not every cloud sees it', () => {
    assert.deepEqual(withPut.effects, { watched, freed: [], freedOtherwise: ['Placement PUT /allocations/{id}'] });
    const recorded = { verdict: 'passed', run: 'now', effects: { watched, freed: [] } };
    assert.deepEqual(compareScenario(recorded, withPut).differences, []);
    const freed = ['Placement DELETE /allocations/{id}'];
    const [difference] = compareScenario({ ...recorded, effects: { watched, freed } }, withPut).differences;
    assert.equal(difference?.seen, 'nothing by a DELETE; replaced by nothing: Placement PUT /allocations/{id}');
  });

  it('is not recorded', () => {
    const { effects } = recordedFrom(withPut, { verdict: 'passed', run: 'now' });
    assert.deepEqual(effects, { watched, freed: [] });
  });
});

describe('a comparison', () => {
  const two = [exchange({}, { a: 1 }), exchange({ path: '/servers/other' }, { b: 'x' })];

  it('takes the exchanges of a step in any order', () => {
    const { exchanges, differences } = compared(recordOf(observation(two)), observation([...two].reverse()));
    assert.deepEqual([exchanges, differences], [2, []]);
  });

  it('tells a request that was not sent, or once too often', () => {
    const [first] = two;
    assert.ok(first);
    const [difference] = compared(recordOf(observation(two)), observation([first])).differences;
    assert.deepEqual([difference?.kind, difference?.recorded, difference?.seen], ['must', '200, 200', '200']);
  });

  it('lets another outcome of a race be', () => {
    const recorded = recordOf(observation([exchange({ method: 'DELETE' }, '', 204)], ['@race']));
    const seen = observation([exchange({ method: 'DELETE' }, '', 404)], ['@race']);
    assert.deepEqual(compared(recorded, seen).differences, []);
  });

  it('looks only where both clouds could watch what Nova freed', () => {
    const steps = [{ text: 'a step', exchanges: [] }];
    const placement = { neighbour: 'Placement', method: 'DELETE', path: `/allocations/${uuid}` };
    const neutron = { neighbour: 'Neutron', method: 'DELETE', path: `/v2.0/ports/${uuid}` };
    const of = (watched: readonly string[], seen: readonly (typeof placement)[]): Observation =>
      observe({ id: 'LD-1', tags: [], texts: [], steps, effects: { watched, seen } });
    const recorded = { verdict: 'passed', run: 'now', effects: of(['Placement'], [placement]).effects };
    const both = of(['Placement', 'Neutron'], [neutron, placement]);
    assert.ok(recorded.effects);
    const { effects } = recorded;
    assert.deepEqual(compareScenario({ ...recorded, effects }, both).differences, []);
    assert.equal(compareScenario({ ...recorded, effects }, of(['Placement'], [])).differences.length, 1);
  });

  it('never excuses a verdict or a status, and excuses what is listed', () => {
    const [recorded, seen] = [observation([exchange({}, { a: 1 })]), observation([exchange({}, { b: 1 })])];
    const field = 'GET compute 2.80 /servers/{server}: ';
    const listed = ['a', 'b'].map((key) => ({ scenario: '*', field: field + key, reason: 'r' }));
    assert.equal(whatDiffers(compared(recordOf(recorded), seen, passed, listed)), undefined);
    assert.equal(
      whatDiffers(compared(recordOf(recorded), seen, passed, listed.slice(1))),
      '1 difference to the record of 2025.1',
    );
    const failed = { ...passed, outcome: 'failed' };
    const verdict = { scenario: '*', field: 'the verdict', reason: 'r' };
    const [difference] = compared(recordOf(recorded), recorded, failed, [verdict]).differences;
    assert.deepEqual([difference?.recorded, difference?.seen], ['passed', 'failed']);
  });

  it('keeps what was recorded of a scenario that failed now, or was skipped', () => {
    const record = recordOf(observation([exchange()]));
    const recording = { cloud: 'reference', release: '2025.1', command: 'c', packages: {}, configuration: {} };
    for (const outcome of ['failed', 'skipped']) {
      const scenarios = [{ id: 'LD-1', outcome, tags: [] }];
      const again = recordRun(record, { startedAt: 'later', recording, scenarios, observations: new Map() });
      assert.deepEqual(again.scenarios, record.scenarios);
    }
  });

  it('is red when the list has what is no difference any more', () => {
    const seen = observation([exchange()]);
    const idle = [{ scenario: 'LD-1', field: 'GET compute 2.80 /servers/{server}: gone', reason: 'r' }];
    const conformance = compared(recordOf(seen), seen, passed, idle);
    assert.equal(whatDiffers(conformance), '1 listed difference not there any more');
    assert.match(tellConformance(conformance), /lists what is no difference any more: LD-1 GET compute/);
  });

  it('counts scenarios as unrecorded that nobody ran, that were skipped, or that have changed', () => {
    const seen = observation([exchange()]);
    const empty: ConformanceRecord = { recordings: {}, scenarios: {} };
    const why = (record: ConformanceRecord, now = seen): string | undefined => compared(record, now).unrecorded[0]?.why;
    assert.equal(why(empty), 'no real cloud has run it');
    assert.equal(why(recordOf(seen, 'skipped', 'no gate')), 'the real cloud skipped it: no gate');
    assert.equal(
      why(recordOf(seen), observation([], [], ['another text'])),
      'its text has changed since it was recorded',
    );
    assert.deepEqual(tellUnexcused([{ id: 'LD-1', why: 'no gate' }], [passed]), ['LD-1 is unrecorded: no gate']);
    const excused = { ...passed, tags: ['@embedded-only.held-build'] };
    assert.deepEqual(tellUnexcused([{ id: 'LD-1', why: 'no gate' }], [excused]), []);
  });
});

describe('the files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const file = join(folder, 'tests', 'conformance', '2025.1.json');
  mkdirSync(join(folder, 'tests', 'conformance'), { recursive: true });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('of a record give back what was written, and hold a shape but once', () => {
    const record = recordOf(observation([exchange(), exchange({ path: '/servers/other' })]));
    writeRecord(file, record);
    assert.deepEqual(readRecord(file), record);
    assert.equal(readFileSync(file, 'utf8').match(/"server.id string"/g)?.length, 1);
    assert.equal(readRecord(join(folder, 'none.json')), undefined);
  });

  it('of a record that cannot be read say which and why', () => {
    writeFileSync(file, '{');
    assert.throws(() => readRecord(file), { name: 'UnreadableRecord', message: /2025\.1\.json is no JSON/ });
    writeFileSync(file, '{"recordings": {}, "shapes": {}, "scenarios": {"LD-1": {}}}');
    assert.throws(() => readRecord(file), /it\/scenarios\/LD-1 must have required property 'verdict'/);
  });

  it('of listed differences hold twenty and no more', () => {
    const list = join(folder, 'tests', 'conformance', 'differences.json');
    const entry = { scenario: '*', field: 'f', reason: 'r' };
    assert.deepEqual(readListed(folder), []);
    writeFileSync(list, JSON.stringify(Array.from({ length: 21 }, () => entry)));
    assert.throws(() => readListed(folder), /lists 21 differences, but 20 are the most/);
    writeFileSync(list, '[');
    assert.throws(() => readListed(folder), { name: 'UnreadableRecord', message: /differences\.json is no JSON/ });
    writeFileSync(list, '[{"scenario": "*", "field": "f"}]');
    assert.throws(() => readListed(folder), /must have required property 'reason'/);
  });
});
