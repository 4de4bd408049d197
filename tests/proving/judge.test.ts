import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EmbeddedDefect } from '../../support/clouds/embedded/defects';
import { isProved, judgeDefect } from '../../support/proving/judge';
import type { Failure, ScenarioVerdict } from '../../support/reporting/verdict';

const defect: EmbeddedDefect = {
  name: 'fault-x',
  origin: { kind: 'single fault', tier: 1 },
  title: 'something is wrong',
  story: 'Something is wrong.',
  turnsRed: ['LD-1', 'LD-2'],
  alsoRed: ['LD-3'],
};

function scenario(id: string, failure?: Partial<Failure>): ScenarioVerdict {
  const failures: readonly Failure[] =
    failure === undefined ? [] : [{ where: 'Then x', outcome: 'failed', message: 'expected 1\nseen 2', ...failure }];
  return {
    key: id,
    id,
    title: id,
    feature: 'a feature',
    description: '',
    uri: 'features/a.feature',
    line: 1,
    parameters: [],
    expected: [],
    tags: [`@${id}`],
    outcome: failures.length === 0 ? 'passed' : 'failed',
    failures,
    startedAt: 1,
    seconds: 0,
    attempts: 1,
    steps: [],
  };
}

const atThen = { stage: 'Then', errorType: 'ExpectationFailed' } as const;

describe('a defect', () => {
  it('is killed by a Then that fails by its assertion', () => {
    const verdict = judgeDefect(defect, [scenario('LD-1', atThen), scenario('LD-2', atThen)], 1, 'the named scenarios');
    assert.equal(verdict.outcome, 'killed');
    assert.deepEqual(
      verdict.killedBy.map(({ id }) => id),
      ['LD-1', 'LD-2'],
    );
    assert.equal(isProved(verdict), true);
  });

  for (const [by, failure] of [
    ['an earlier step', { stage: 'When', errorType: 'ExpectationFailed' }],
    ['an error in a Then', { stage: 'Then', errorType: 'TypeError' }],
    ['an invariant', { stage: 'After hook', where: 'After hook "the books of the cloud balance"' }],
    ['another hook', { stage: 'After hook', where: 'After hook "access control is as it was"' }],
    ['the scenario as a whole', {}],
  ] as const) {
    it(`survives what is red by ${by}, which is told aside`, () => {
      const verdict = judgeDefect(defect, [scenario('LD-1', failure), scenario('LD-2')], 1, 'the named scenarios');
      assert.equal(verdict.outcome, 'survived');
      assert.deepEqual(
        verdict.aside.map((notice) => [notice.id, notice.by]),
        [['LD-1', by]],
      );
      assert.equal(verdict.missed.length, 2);
      assert.equal(isProved(verdict), false);
    });
  }

  it('is not proved when only some of the scenarios that it names turn red', () => {
    const verdict = judgeDefect(defect, [scenario('LD-1', atThen), scenario('LD-2')], 1, 'the named scenarios');
    assert.equal(verdict.outcome, 'killed');
    assert.deepEqual(verdict.missed, [{ id: 'LD-2', outcome: 'passed' }]);
    assert.equal(isProved(verdict), false);
  });

  it('misses a scenario that is not there', () => {
    const { missed } = judgeDefect(defect, [scenario('LD-1', atThen)], 1, 'the named scenarios');
    assert.deepEqual(missed, [{ id: 'LD-2', outcome: 'there is no such scenario' }]);
  });

  it('may turn no scenario red that it does not name, and all that it names', () => {
    const killed = [scenario('LD-1', atThen), scenario('LD-2', atThen)];
    const exact = judgeDefect(defect, [...killed, scenario('LD-3', { stage: 'Given' })], 1, 'all scenarios');
    assert.equal(isProved(exact), true);
    const more = judgeDefect(
      defect,
      [...killed, scenario('LD-3', atThen), scenario('LD-4', atThen)],
      1,
      'all scenarios',
    );
    assert.deepEqual(
      more.wronglyRed.map(({ id }) => id),
      ['LD-4'],
    );
    assert.equal(isProved(more), false);
    const variant = judgeDefect(defect, [...killed, scenario('LD-3.again', atThen)], 1, 'all scenarios');
    assert.equal(isProved(variant), true);
    const fewer = judgeDefect(defect, [...killed, scenario('LD-3')], 1, 'all scenarios');
    assert.deepEqual(fewer.missed, [{ id: 'LD-3', outcome: 'passed' }]);
    assert.equal(isProved(fewer), false);
  });

  it('has to fail at one scenario alone where one is run', () => {
    const verdict = judgeDefect(defect, [scenario('LD-1', atThen)], 1, 'one scenario each');
    assert.equal(isProved(verdict), true);
  });
});
