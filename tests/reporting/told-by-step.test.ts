import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEnvelope, type Envelope } from '@cucumber/messages';
import { skipMarker } from '../../support/reporting/skip-marker';
import { tellBySteps } from '../../support/reporting/told-by-step';

const timestamp = { seconds: 1, nanos: 0 };
const duration = { seconds: 0, nanos: 0 };
const message = (content: object): Envelope => parseEnvelope(JSON.stringify(content));

const begin: readonly Envelope[] = [
  message({
    testCase: {
      id: 'case',
      pickleId: 'p',
      testSteps: [
        { id: 'before', hookId: 'h1' },
        { id: 'given', pickleStepId: 's1' },
        { id: 'then', pickleStepId: 's2' },
        { id: 'after', hookId: 'h2' },
      ],
    },
  }),
  message({ testCaseStarted: { id: 'attempt', testCaseId: 'case', attempt: 0, timestamp } }),
];

const ends = (testStepId: string, status: string, more: object = {}): Envelope =>
  message({
    testStepFinished: {
      testCaseStartedId: 'attempt',
      testStepId,
      testStepResult: { status, duration, ...more },
      timestamp,
    },
  });

const attaches = (testStepId: string, mediaType: string, body = 'x'): Envelope =>
  message({ attachment: { testCaseStartedId: 'attempt', testStepId, mediaType, body, contentEncoding: 'IDENTITY' } });

/** Where each attachment is told, with its media type and text. */
const places = (envelopes: readonly Envelope[]): readonly (readonly [string, string, string])[] =>
  tellBySteps([...begin, ...envelopes]).flatMap(({ attachment }) =>
    attachment === undefined ? [] : [[attachment.testStepId ?? '', attachment.mediaType, attachment.body] as const],
  );

describe("what cucumber's page tells at the steps", () => {
  it('is what hooks attached, at the step that failed', () => {
    const told = places([
      ends('given', 'FAILED'),
      ends('then', 'SKIPPED'),
      attaches('after', 'image/svg+xml'),
      attaches('given', 'text/plain', 'own'),
    ]);
    assert.deepEqual(told, [
      ['given', 'image/svg+xml', 'x'],
      ['given', 'text/plain', 'own'],
    ]);
  });

  it('is the same at the last step where none failed, or a hook did', () => {
    for (const after of ['PASSED', 'FAILED']) {
      const told = places([
        ends('given', 'PASSED'),
        ends('then', 'PASSED'),
        attaches('after', 'image/svg+xml'),
        ends('after', after),
      ]);
      assert.deepEqual(told, [['then', 'image/svg+xml', 'x']]);
    }
  });

  it('is at the first step why a scenario was left out', () => {
    const { body, mediaType } = skipMarker('not applicable', 'since 2026.1');
    assert.deepEqual(places([attaches('before', mediaType, body), ends('before', 'SKIPPED')]), [
      ['given', 'text/x.cucumber.log+plain', 'not applicable: since 2026.1'],
    ]);
  });

  it('is at a step without a definition what is near it, and no code to copy', () => {
    const told = [
      ends('given', 'UNDEFINED', { message: 'no step\nnearest: a server' }),
      message({ suggestion: { id: '1', pickleStepId: 's1', snippets: [{ language: 'javascript', code: 'Given()' }] } }),
    ];
    assert.deepEqual(places(told), [['given', 'text/x.cucumber.log+plain', 'no step\nnearest: a server']]);
    assert.ok(tellBySteps(told).every(({ suggestion }) => suggestion === undefined));
  });

  it('is no page, which would be shown as its source', () => {
    assert.deepEqual(places([attaches('after', 'text/html')]), []);
  });

  it('stays where it is where a scenario has no steps', () => {
    const empty = message({ testCase: { id: 'case', pickleId: 'p', testSteps: [{ id: 'after', hookId: 'h2' }] } });
    const told = tellBySteps([empty, ...begin.slice(1), attaches('after', 'text/plain')]);
    assert.equal(told.at(-1)?.attachment?.testStepId, 'after');
  });
});
