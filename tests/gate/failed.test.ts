import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { rememberFailed, withFailedOnly } from '../../support/gate/failed';
import type { GateOptions } from '../../support/gate/options';
import type { Outcome, RunVerdict } from '../../support/reporting/verdict';

const facts = { cloud: 'embedded', release: '2025.1' };
const everything: GateOptions = {
  parameters: {},
  paths: [],
  names: [],
  order: 'random',
  completeness: 'the whole suite',
  allure: 'none',
  transcripts: 'red',
};
const part: GateOptions = { ...everything, paths: ['features/a.feature'] };

let folder = '';
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'failed-'));
  said = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function runOf(outcomes: Readonly<Record<string, Outcome>>): RunVerdict {
  const scenarios = Object.entries(outcomes).map(([id, outcome]) => ({
    key: id,
    id,
    title: 'A title',
    uri: 'features/a.feature',
    feature: '',
    line: 1,
    description: '',
    parameters: [],
    expected: [],
    tags: [],
    outcome,
    failures: [],
    startedAt: 0,
    seconds: 0,
    attempts: outcome === 'not run' ? 0 : 1,
    steps: [],
  }));
  return { scenarios, hookFailures: [], parseFailures: [] };
}

const remember = (outcomes: Readonly<Record<string, Outcome>>, options = everything, about: object = {}) =>
  rememberFailed(folder, runOf(outcomes), {
    options,
    facts: { ...facts, ...about },
    print: (text) => {
      said.push(text);
    },
  });
const tags = (options: GateOptions = everything, about: object = {}) =>
  withFailedOnly(options, { ...facts, ...about }, folder).tags;

describe('what failed last', () => {
  it('is run again by its ids, whatever else is asked for', () => {
    remember({ 'LD-1': 'passed', 'LD-11.paused': 'failed', 'LD-2': 'undefined' });
    assert.equal(tags(), '@LD-2 or @LD-11.paused');
    assert.equal(
      tags({ ...everything, tags: '@volumes or @reader' }),
      '(@volumes or @reader) and (@LD-2 or @LD-11.paused)',
    );
  });

  it('stays until it passes, also when others have run since', () => {
    remember({ 'LD-1': 'failed', 'LD-2': 'failed' });
    remember({ 'LD-2': 'passed', 'LD-3': 'failed' }, part);
    assert.equal(tags(), '@LD-1 or @LD-3');
  });

  it('stays when a run was interrupted before it, or could not begin', () => {
    remember({ 'LD-1': 'failed' });
    remember({ 'LD-1': 'skipped', 'LD-2': 'passed' });
    remember({ 'LD-1': 'not run' });
    remember({});
    assert.equal(tags(), '@LD-1');
  });

  it('goes with a scenario that is not there any more, when everything has run', () => {
    remember({ 'LD-1': 'failed', 'LD-2': 'failed' });
    remember({ 'LD-2': 'failed' });
    assert.equal(tags(), '@LD-2');
  });

  it('is kept apart for each cloud, and told where there is none', () => {
    remember({ 'LD-1': 'failed' }, everything, { release: 'zed' });
    assert.throws(() => tags(), {
      name: 'ConfigurationProblem',
      message:
        'there is nothing to run again: no scenario has failed last with --cloud embedded --release 2025.1; what failed elsewhere: 1 with --cloud embedded --release zed',
    });
    assert.equal(tags(everything, { release: 'zed' }), '@LD-1');
  });

  it('is nothing where nobody has run anything', () => {
    assert.throws(() => tags(), { message: /^there is nothing to run again: [^;]+2025\.1$/ });
  });

  it('is told to be forgotten, and what would be right, where the file is not what a run writes', () => {
    for (const [text, why] of [
      [
        '{',
        /^\n\S+failed\.json is no JSON: .+\. A run writes it like \{"--cloud embedded --release 2025\.1":\["LD-1"\]\}\. /,
      ],
      ['[]', /^\n\S+failed\.json is not what it should be: it must be object\. A run writes it like /],
      ['{"--cloud embedded": ["LD-1) or (@volumes"]}', /it\/--cloud embedded\/0 must match pattern/],
      ['{"__proto__": "x"}', /it\/__proto__ must be array/],
    ] as const) {
      writeFileSync(join(folder, 'failed.json'), text);
      assert.throws(() => tags(), {
        name: 'ConfigurationProblem',
        message: /failed\.json .+\. Mend it, or remove it and run everything once$/,
      });
      said = [];
      remember({ 'LD-1': 'failed' });
      assert.match(said.join(''), why);
      assert.match(said.join(''), /\. What failed before this run is forgotten\n$/);
      assert.equal(tags(), '@LD-1');
    }
  });

  it('is said nothing of while all is well', () => {
    remember({ 'LD-1': 'failed' });
    remember({ 'LD-1': 'passed' });
    assert.deepEqual(said, []);
  });

  it('that cannot be written is told as a report is', () => {
    mkdirSync(join(folder, 'failed.json'));
    assert.deepEqual(
      remember({ 'LD-1': 'failed' }).map(({ file }) => file),
      [join(folder, 'failed.json')],
    );
    assert.match(said.join(''), /failed\.json cannot be read: a folder is in its place/);
    assert.deepEqual(readdirSync(folder), ['failed.json']);
  });

  it('is empty when all is green', () => {
    remember({ 'LD-1': 'failed' });
    remember({ 'LD-1': 'passed' });
    assert.equal(readFileSync(join(folder, 'failed.json'), 'utf8'), '{}\n');
  });
});
