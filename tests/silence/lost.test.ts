import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { before, describe, it } from 'node:test';
import { readSkipMarker } from '../../support/reporting/skip-marker';
import { collectOutcomes, type ScenarioOutcome } from '../world/outcomes';

/** In a room of its own: cucumber's steps and hooks are loaded once in a process. */
describe('the hooks', () => {
  let outcomes: ReadonlyMap<string, ScenarioOutcome>;

  before(async () => {
    const silent = new Writable({
      write: (_chunk, _encoding, done) => {
        done();
      },
    });
    const environment = { stdout: silent, stderr: silent };
    const paths = ['tests/silence/fixtures/lost.feature'];
    const provided = { paths, require: ['tests/silence/fixtures/lost-steps.ts'] };
    const { runConfiguration } = await loadConfiguration({ provided }, environment);
    const configuration = { ...runConfiguration, sources: { ...runConfiguration.sources, paths } };
    const envelopes: Envelope[] = [];
    await runCucumber(configuration, environment, (envelope) => envelopes.push(envelope));
    outcomes = collectOutcomes(envelopes);
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
