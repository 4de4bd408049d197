import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heading, lastLine } from '../../support/reporting/console';
import { ownStackLines, tellFailures } from '../../support/reporting/failure-text';
import { renderJunit } from '../../support/reporting/junit';
import { progressLine } from '../../support/reporting/progress';
import { readSkipMarker, skipMarker, skipMediaType } from '../../support/reporting/skip-marker';
import { facts, runOf, scenario } from './example-verdicts';

describe('a failure in words', () => {
  const stack = [
    'TypeError: servers is undefined',
    '    at deletes (/project/step-definitions/servers.ts:12:5)',
    '    at run (/project/node_modules/@cucumber/cucumber/lib/runner.js:1:1)',
    '    at /project/support/world/servers.ts:7:9',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    '    at other (/elsewhere/file.ts:1:1)',
  ].join('\n');

  it('is the step and the indented message', () => {
    const failure = { where: 'Then it is gone', outcome: 'failed', message: 'expected 404\n\nseen 200' } as const;
    assert.equal(
      tellFailures([{ ...failure, errorType: 'ExpectationFailed', stack }], '/project'),
      'Then it is gone\n  expected 404\n\n  seen 200',
    );
  });

  it('has the own lines of the stack when the suite is wrong', () => {
    const failure = { where: 'When it is deleted', outcome: 'failed', message: 'servers is undefined' } as const;
    assert.equal(
      tellFailures([{ ...failure, errorType: 'TypeError', stack }], '/project'),
      [
        'When it is deleted',
        '  servers is undefined',
        '  TypeError in the suite itself:',
        '    at deletes (step-definitions/servers.ts:12:5)',
        '    at support/world/servers.ts:7:9',
      ].join('\n'),
    );
    assert.equal(ownStackLines(stack, '/project').length, 2);
  });
});

describe('the console', () => {
  it('has a plain line for each scenario in a pipeline, and a mark in a terminal', () => {
    const skipped = scenario('skipped', { id: 'LD-11.paused', reason: 'there are no volumes' });
    assert.equal(progressLine(scenario('passed'), 'plain'), '  passed    LD-1   The host is forced down  0.50 s');
    assert.equal(
      progressLine(skipped, 'plain'),
      '  skipped   LD-11.paused The host is forced down  0.50 s (there are no volumes)',
    );
    assert.match(progressLine(scenario('failed'), 'colours'), /✖.*failed/);
    assert.ok(!progressLine(scenario('failed'), 'plain').includes('\u001b'));
  });

  it('begins with the cloud and the seed, and colours nothing in a pipeline', () => {
    assert.equal(heading(facts), 'Running on the embedded cloud (2025.1), seed 7');
    const end = { exitCode: 1, verdict: 'red', line: 'RED: all' } as const;
    assert.equal(lastLine(end, 'plain'), 'RED: all');
    assert.equal(lastLine(end, 'colours'), '\u001b[31mRED: all\u001b[39m');
  });
});

describe("JUnit's XML", () => {
  const failure = { where: 'Then "it" is', outcome: 'failed', message: 'a < b & c\u001b[31m' } as const;
  const run = runOf(
    scenario('failed', { failures: [failure], title: 'With <b> & "quotes"' }),
    scenario('skipped', { id: 'LD-2', reason: 'no volumes' }),
    scenario('passed', { id: 'LD-3' }),
  );
  const times = { startedAt: Date.UTC(2026, 10, 28, 9, 5, 7, 250), seconds: 2, reproduce: 'npm run acceptance' };
  const xml = renderJunit(run, facts, times, '/project');

  it('counts', () => {
    assert.match(xml, /<testsuites tests="3" failures="1" errors="0" skipped="1" time="2\.000">/);
    assert.match(xml, /<property name="seed" value="7"\/>/);
  });

  it('tells when and where, and what a server may filter by', () => {
    assert.match(xml, /<testsuite name="local delete on embedded 2025\.1" timestamp="2026-11-28T09:05:07" tests="3"/);
    for (const [name, value] of [
      ['cloud', 'embedded'],
      ['microversion compute', '2.80'],
      ['reproduce', 'npm run acceptance'],
      ['id', 'LD-3'],
      ['tags', '@LD-3'],
      ['whose matter', 'the suite is wrong'],
    ]) {
      assert.ok(xml.includes(`<property name="${name}" value="${value}"/>`), name);
    }
    assert.match(xml, /<testcase name="LD-3 [^>]* file="features\/a\.feature" line="3" time="0\.500">/);
  });

  it('escapes what XML cannot hold', () => {
    assert.ok(
      xml.includes('<testcase name="LD-1 With &lt;b&gt; &amp; &quot;quotes&quot;" classname="Deleting a server"'),
    );
    assert.ok(xml.includes('>Then &quot;it&quot; is\n  a &lt; b &amp; c\\u001b[31m</failure>'));
    assert.ok(xml.includes('message="&quot;it&quot; is: a &lt; b &amp; c\\u001b[31m"'));
    assert.ok(xml.includes('<skipped type="skipped" message="skipped: no volumes">'));
  });

  it('keeps what XML can hold, also beyond U+FFFF, and loses nothing without a trace', () => {
    const odd = runOf(scenario('failed', { title: '𝒇 😀 \u0001 \ufffe' }));
    assert.ok(renderJunit(odd, facts, times, '/project').includes('name="LD-1 𝒇 😀 \\u0001 \ufffd"'));
  });
});

describe('a skip marker', () => {
  it('is read back as it was written', () => {
    const marker = skipMarker('not applicable', 'since 2026.1');
    assert.deepEqual(readSkipMarker(marker), { kind: 'not applicable', reason: 'since 2026.1' });
  });

  it('is nothing else', () => {
    assert.equal(readSkipMarker({ mediaType: 'text/plain', body: skipMarker('skipped', 'x').body }), undefined);
    assert.equal(readSkipMarker({ mediaType: skipMediaType, body: '{"kind":"skipped"}' }), undefined);
    assert.equal(readSkipMarker({ mediaType: skipMediaType, body: 'no JSON' }), undefined);
  });
});
