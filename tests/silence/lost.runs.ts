import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readSkipMarker } from '../../support/reporting/skip-marker';
import type { ScenarioOutcome } from '../world/outcomes';
import { runFeature } from '../world/run-feature';

/** In a room of its own: cucumber's steps and hooks are loaded once in a process. */
describe('the hooks', () => {
  let outcomes: ReadonlyMap<string, ScenarioOutcome>;

  before(async () => {
    outcomes = await runFeature('tests/silence/fixtures/lost.feature', 'tests/silence/fixtures/lost-steps.ts');
  });

  const outcome = (id: string): ScenarioOutcome => {
    const found = outcomes.get(id);
    assert.ok(found, `${id} did not run`);
    return found;
  };

  it('begin no scenario on a cloud that did not answer at the end of two in a row', () => {
    for (const id of ['@LD-921', '@LD-924', '@LD-925']) {
      assert.deepEqual(outcome(id).failures, [['nobody answers', 'nobody has answered']]);
    }
    const { status, attachments } = outcome('@LD-926');
    assert.equal(status, 'SKIPPED');
    assert.deepEqual(attachments.map(readSkipMarker), [
      {
        kind: 'skipped',
        reason: 'the cloud is lost: 2 scenarios in a row ended without an answer (none within 90 s from cloud:8774)',
      },
    ]);
  });

  it('begin no scenario when the longest time of the run is over, which makes it red', () => {
    assert.deepEqual(outcome('@LD-922').failures, []);
    assert.deepEqual(outcome('@LD-923').failures, [
      ['the cloud is ready', 'the run has lasted longer than the 0 min that its plan allows at most'],
    ]);
  });
});
