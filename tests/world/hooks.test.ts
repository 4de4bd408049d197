import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readSkipMarker } from '../../support/reporting/skip-marker';
import type { ScenarioOutcome } from './outcomes';
import { runFeature } from './run-feature';

/** Drawn, and told for who cannot see it. */
const picture = ['what happened, as a picture', 'what happened, in words'];

describe('the hooks', () => {
  let outcomes: ReadonlyMap<string, ScenarioOutcome>;

  before(async () => {
    outcomes = await runFeature('tests/world/fixtures/hooks.feature', 'tests/world/fixtures/steps.ts');
  });

  const outcome = (id: string): ScenarioOutcome => {
    const found = outcomes.get(id);
    assert.ok(found, `${id} did not run`);
    return found;
  };

  it('skip a scenario that the cloud has no capability for, with the reason', () => {
    const { status, attachments } = outcome('@LD-901');
    assert.equal(status, 'SKIPPED');
    assert.deepEqual(attachments.map(readSkipMarker), [
      { kind: 'skipped', reason: 'embedded does not offer cell-control' },
    ]);
  });

  it('tell a scenario about another release from one that is skipped', () => {
    const { status, attachments } = outcome('@LD-902');
    assert.equal(status, 'SKIPPED');
    assert.deepEqual(attachments.map(readSkipMarker), [
      { kind: 'not applicable', reason: 'until zed only; embedded is 2025.1' },
    ]);
  });

  it('fail a Then that verifies nothing', () => {
    assert.deepEqual(outcome('@LD-903').failures, [
      ['nothing is verified', 'this Then verified nothing: its definition has to expect something'],
    ]);
  });

  it('fail a scenario in which no Then has verified anything', () => {
    assert.deepEqual(outcome('@LD-907').failures, [
      ['a Then has verified something', 'no Then of this scenario has verified anything'],
    ]);
  });

  it('fail a scenario that passed but leaves a leak behind, and clean up nevertheless', () => {
    const { failures, passed } = outcome('@LD-904');
    const [[where, message] = ['', ''], ...others] = failures;
    assert.deepEqual([where, others], ['the books of the cloud balance', []]);
    assert.match(
      message,
      /^I2 is broken: [^]*\nI7 is broken: a server that answers 404 holds no allocation, no port and no volume, and leaves no shelved image\n/,
    );
    assert.ok(passed.includes('what the scenario made is cleaned up'));
    assert.ok(passed.includes('nothing of the scenario goes on'));
  });

  it('leave the failure of a step the only one, and attach the books and the transcript, as text and as a page', () => {
    const { failures, attachments } = outcome('@LD-905');
    assert.deepEqual(
      failures.map(([where]) => where),
      ['the host should be used as much as before the server was created'],
    );
    assert.deepEqual(
      attachments.map(({ fileName }) => fileName),
      ['the books of the cloud do not balance either', 'transcript', 'transcript', ...picture],
    );
  });

  it('let a request be refused when the next step speaks of it', () => {
    const { status, failures } = outcome('@LD-908');
    assert.deepEqual([status, failures], ['PASSED', []]);
  });

  it('fail the Then after a refused When of which it does not speak, or the When where none follows', () => {
    for (const [id, step] of [
      ['@LD-909', 'the server should be gone'],
      ['@LD-910', 'the stranger deletes the server'],
    ] as const) {
      const [[where, message] = ['', ''], ...others] = outcome(id).failures;
      assert.deepEqual([where, others], [step, []]);
      assert.match(
        message,
        /^expected the stranger's DELETE compute \/servers\/[0-9a-f]{8}… to be answered 204\nseen {5}not found \(404\)\nbecause {2}Instance [0-9a-f]{8}… could not be found\.\nlast {5}stranger: DELETE \/servers\/[0-9a-f]{8}… 404 in \d\.\d\d s \(req-[0-9a-f]{8}…\)$/,
      );
    }
  });

  it('come after a Then about what stays, which waits until the host has done what it was told', () => {
    const [[where, message] = ['', ''], ...others] = outcome('@LD-911').failures;
    assert.deepEqual([where, others], ["the host's usage should still count the server", []]);
    assert.match(
      message,
      /seen .* VCPU 0 [^]*\nlikely {3}its host deleted the server, and freed the server's allocation/,
    );
  });

  it('fail a scenario at whose end a leak is gone that a Then has told of', () => {
    const [[where, message] = ['', ''], ...others] = outcome('@LD-912').failures;
    assert.deepEqual([where, others], ['the books of the cloud balance', []]);
    assert.match(message, /^I13 is broken: .*\n {2}the server \([0-9a-f]{8}…\) was still counted at that Then/);
  });

  it('attach nothing but its picture to a scenario that ends well', () => {
    const { status, attachments } = outcome('@LD-906');
    assert.deepEqual([status, attachments.map(({ fileName }) => fileName)], ['PASSED', picture]);
  });
});
