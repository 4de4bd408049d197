import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { defaultParameters } from '../../support/clouds/parameters';
import type { ConformanceRecord } from '../../support/conformance/record';
import { planConformance, settleConformance } from '../../support/gate/conformance';
import { RunContext } from '../../support/run-context';
import { runOf, scenario } from '../reporting/example-verdicts';
import { emptyFolder } from './fixture-run';

const recording = { cloud: 'reference', release: '2025.1', command: 'c', packages: {}, configuration: {} };
const about = { release: '2025.1', choice: 'everything', startedAt: 0, recording } as const;
const record: ConformanceRecord = {
  recordings: {},
  scenarios: { 'LD-1': { verdict: 'passed', run: 'then' }, 'LD-2': { verdict: 'passed', run: 'then' } },
};
const run = runOf(scenario('passed'), scenario('skipped', { id: 'LD-2' }));

let context: RunContext;

beforeEach(() => {
  context = new RunContext(defaultParameters);
});

describe('the records of a run that was told to end', () => {
  it('are not compared with what it has stopped or not begun', () => {
    const plan = { kind: 'compare', record, listed: [] } as const;
    assert.deepEqual(settleConformance(plan, run, context, about).red, ['1 difference to the record of 2025.1']);
    context.interruption.receive('SIGINT');
    const { red, counts } = settleConformance(plan, run, context, about);
    assert.deepEqual([red, counts?.scenarios], [[], 1]);
  });

  it('have nothing of what it has stopped or not begun', () => {
    const file = join(emptyFolder(), 'record.json');
    context.interruption.receive('SIGINT');
    const outcome = settleConformance({ kind: 'record', file, former: undefined }, run, context, about);
    assert.deepEqual([outcome.red, outcome.failed], [[], []]);
    assert.match(readFileSync(file, 'utf8'), /LD-1/);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /LD-2/);
  });
});

describe('a cloud that is broken on purpose', () => {
  it('is not recorded, and it is told how to make it healthy', () => {
    const file = join(emptyFolder(), 'zed.json');
    const parameters = { ...defaultParameters, cloud: 'reference', release: 'zed' } as const;
    const { observations } = new RunContext(parameters);
    const broken = { observations, parameters: { ...parameters, defect: 'bug-1679750' } };
    assert.throws(() => planConformance('.', broken, file), {
      name: 'ConfigurationProblem',
      message:
        '--record keeps what a healthy cloud showed, and this one is broken on purpose by bug-1679750; ' +
        'npm run reference -- up --release zed makes it healthy',
    });
  });
});

describe('a record that cannot be written', () => {
  it('is told before anything runs where that can be known', () => {
    const file = join(emptyFolder(), 'reports');
    writeFileSync(file, '');
    const onReference = new RunContext({ ...defaultParameters, cloud: 'reference' });
    assert.throws(() => planConformance('.', onReference, join(file, '2025.1.json')), {
      name: 'ConfigurationProblem',
      message: /^the record cannot be written to .*: a file is in the place of its folder$/,
    });
  });

  it('is told afterwards, and what the file held is still there', () => {
    const file = join(emptyFolder(), 'record.json');
    writeFileSync(file, 'former');
    mkdirSync(`${file}.part`);
    const { failed, text } = settleConformance({ kind: 'record', file, former: undefined }, run, context, about);
    assert.deepEqual(
      failed.map((each) => each.file),
      [file],
    );
    assert.doesNotMatch(text, /Recorded in/);
    assert.equal(readFileSync(file, 'utf8'), 'former');
  });
});
