import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { writeResults, type AllureRun } from '../../support/reporting/allure/write';
import type { Attached, StepVerdict } from '../../support/reporting/verdict';
import { allureContainers, allureResults, labelOf } from '../gate/read-reports';
import { allureRun, facts, runOf, scenario } from './example-verdicts';

const text = (name: string, body: string): Attached => ({ name, mediaType: 'text/plain', body, encoding: 'utf8' });

const step = (kind: StepVerdict['kind'], name: string, more: Partial<StepVerdict> = {}): StepVerdict => ({
  kind,
  name,
  outcome: 'passed',
  startedAt: 1000,
  seconds: 0.25,
  attached: [],
  ...more,
});

const told = scenario('passed', {
  id: 'LD-11.paused',
  description: 'A local delete does not ask.',
  rule: 'A rule',
  uri: 'features/local-delete/a.feature',
  startedAt: 1000,
  parameters: [{ name: 'done', value: 'paused' }],
  steps: [
    step('Before hook', 'Before hook "the cloud is ready"', { attached: [text('early', 'before')] }),
    step('step', 'Given these servers', {
      table: { name: 'Data table', mediaType: 'text/csv', body: 'a,b\n', encoding: 'utf8' },
      attached: [{ name: 'screen', mediaType: 'image/png', body: 'AAEC', encoding: 'base64' }],
    }),
    step('After hook', 'After hook "the transcript is kept"', { attached: [text('transcript', 'one line')] }),
  ],
});

describe("Allure's raw results", () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'allure-results-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const content = (source = ''): Buffer => readFileSync(join(folder, 'allure-results', source));

  const write = (more: Partial<AllureRun> = {}) => {
    writeResults(join(folder, 'allure-results'), allureRun(runOf(told), more));
    const [result] = allureResults(folder);
    assert.ok(result);
    return result;
  };

  it('have what the feature tells of a scenario, its row, and when it ran', () => {
    const { start, stop, parameters, description, titlePath } = write();
    assert.deepEqual([start, stop], [1000, 1500]);
    assert.deepEqual(parameters, [{ name: 'done', value: 'paused', excluded: true }]);
    assert.equal(description, 'A local delete does not ask.');
    assert.deepEqual(titlePath, ['local-delete-acceptance', 'features', 'local-delete', 'Deleting a server']);
  });

  it('name in lists what should come of a scenario, and group it by theme, rule and feature', () => {
    const { name, labels } = write();
    assert.equal(name, 'LD-11.paused The host is forced down → the server should be gone');
    assert.deepEqual(
      ['epic', 'feature', 'parentSuite', 'suite', 'subSuite'].map((label) => labelOf({ labels }, label)),
      ['Local delete', 'A rule', 'Local delete', 'Deleting a server', 'A rule'],
    );
  });

  it('tell of the environment all that the run depends on, in lines that Java reads', () => {
    const again = String.raw`npm run acceptance -- --name 'a\b'`;
    const times = { startedAt: 0, seconds: 1, reproduce: again };
    write({ times, facts: { ...facts, packages: { suite: '0.1.0', node: '22.1.0', 'nova-api': '31.0' } } });
    const lines = content('environment.properties').toString().split('\n');
    assert.ok(lines.includes('Suite = 0.1.0'));
    assert.ok(lines.includes(String.raw`Version\ of\ nova-api = 31.0`));
    assert.ok(lines.includes(String.raw`Again = npm run acceptance -- --name 'a\\b'`));
  });

  it('tell of the environment first what failed, the widest failure before others, and no defect where none is switched on', () => {
    const failed = (id: string, message: string) =>
      scenario('failed', {
        id,
        failures: [
          {
            where: 'the host should be as before',
            stage: 'Then',
            outcome: 'failed',
            message,
            errorType: 'ExpectationFailed',
          },
        ],
      });
    const rows = [failed('LD-1', 'x is y'), failed('LD-3', 'z'), failed('LD-2', 'x is y')];
    writeResults(join(folder, 'allure-results'), allureRun(runOf(...rows)));
    const environment = content('environment.properties').toString();
    assert.match(
      environment,
      /^Failure\\ 1 = LD-1 and 1 more: the cloud broke a promise: the host should be as before: x is y\nFailure\\ 2 = LD-3: .*: z\nCloud = /,
    );
    assert.doesNotMatch(environment, /Defect/);
    write({ facts: { ...facts, defect: 'bug-1' } });
    assert.match(content('environment.properties').toString(), /^Cloud = .*\nDefect.* = bug-1\n/);
  });

  it('have the build that the run is a part of', () => {
    write({ build: { system: 'Zuul', type: 'zuul', name: 'gate', url: 'https://zuul/build/1', number: 3 } });
    assert.deepEqual(JSON.parse(content('executor.json').toString()), {
      name: 'Zuul',
      type: 'zuul',
      buildName: 'gate',
      url: 'https://zuul/build/1',
      buildUrl: 'https://zuul/build/1',
      buildOrder: 3,
    });
  });

  it('have the steps of a scenario with their tables and what they attached', () => {
    const { steps } = write();
    assert.deepEqual(
      steps.map(({ name, stop }) => [name, stop]),
      [['Given these servers', 1250]],
    );
    const [table] = steps.flatMap(({ attachments }) => attachments);
    assert.equal(content(table?.source).toString(), 'a,b\n');
    const [screen] = steps.flatMap((given) => given.steps).flatMap(({ attachments }) => attachments);
    assert.match(screen?.source ?? '', /\.png$/);
    assert.deepEqual([...content(screen?.source)], [0, 1, 2]);
  });

  it('have the hooks around a scenario, with what those before it attached', () => {
    const { uuid } = write();
    const [hooks] = allureContainers(folder);
    assert.deepEqual(hooks?.children, [uuid]);
    const attached = [...hooks.befores, ...hooks.afters].map((hook) => hook.steps.map(({ name }) => name));
    assert.deepEqual(attached, [['early'], []]);
  });

  it('show with the scenario what its After hooks attached, and of its outline no other row', () => {
    const { attachments } = write();
    assert.deepEqual(
      attachments.map(({ name, source }) => [name, content(source).toString()]),
      [['transcript', 'one line']],
    );
  });

  it('are written each, whatever becomes of the others, and what could not be is told', () => {
    mkdirSync(join(folder, 'allure-results', 'environment.properties'), { recursive: true });
    assert.throws(() => write(), { code: 'EISDIR' });
    assert.equal(allureResults(folder).length, 1);
    assert.ok(readdirSync(join(folder, 'allure-results')).includes('categories.json'));
  });
});
