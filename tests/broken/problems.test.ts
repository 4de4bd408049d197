import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kindOf, problemsOf, problemsOfGreen, type Shown } from './problems';

const expected = { defect: 'bug-1679750', red: ['LD-1'], green: ['LD-13'] } as const;

/** As LD-1 fails on a cloud with bug 1679750. */
function leak(id: string, host: string, seconds: string): string {
  return `LD-1 The host is forced down
And the host should be used as much as before the server was created
  expected ${host}  VCPU 0
  seen     ${host}  VCPU 1
  held by  the server (${id}…), which answers 404: a leak
  last     owner: DELETE /servers/${id}… 204 in ${seconds} s (req-${id}…)
  likely   the delete did not free the server's allocation (bug 1679750)`;
}

function shown(failure: string | undefined, others: Partial<Shown> = {}): Shown {
  const about = { title: 'T', uri: 'features/a.feature', line: 3, seconds: 1 };
  const red = failure === undefined ? { status: 'passed' as const } : { status: 'failed' as const, failure };
  return {
    scenarios: [
      { id: 'LD-1', ...about, ...red },
      { id: 'LD-13', ...about, status: 'passed' },
    ],
    defect: 'bug-1679750',
    ...others,
  };
}

const embedded = shown(leak('cdabde91', 'compute-1', '0.01'));
const real = leak('46e7a715', 'compute-3', '2.17');

describe('a run on a broken Nova', () => {
  it('is as expected when it fails as on the embedded cloud, whatever ids, host and times were', () => {
    assert.deepEqual(problemsOf(expected, shown(real), embedded), []);
  });

  it('is not when the scenario passes, or another one fails', () => {
    assert.deepEqual(problemsOf(expected, shown(undefined), embedded), ['LD-1 should fail, but does not']);
    const [, other] = shown(real).scenarios;
    assert.ok(other);
    const scenarios = [
      ...shown(real).scenarios.slice(0, 1),
      { ...other, status: 'failed' as const, failure: 'because' },
    ];
    assert.deepEqual(problemsOf(expected, shown(real, { scenarios }), embedded), [
      'LD-13 should pass, but is failed\nbecause',
    ]);
  });

  it('is not when it fails at another step, or says something else', () => {
    const [problem = ''] = problemsOf(expected, shown(real.replace('should be used', 'should be free')), embedded);
    assert.match(problem, /^LD-1 fails otherwise than on the embedded cloud:\nLD-1 .*\n.*should be free[^]*there:/);
    assert.equal(problemsOf(expected, shown(real.replace('VCPU 1', 'VCPU 2')), embedded).length, 1);
    assert.equal(problemsOf(expected, shown(real.replace('(bug 1679750)', '')), embedded).length, 1);
  });

  it('is not when it does not say by what its cloud is broken', () => {
    const { scenarios } = shown(real);
    assert.deepEqual(problemsOf(expected, { scenarios }, embedded), ['the run says that its cloud is healthy']);
    assert.deepEqual(problemsOf(expected, { scenarios, defect: 'bug-1707071' }, embedded), [
      'the run says that its cloud is broken by bug-1707071',
    ]);
  });

  it('shows nothing when the embedded cloud with the same defect is green', () => {
    assert.deepEqual(problemsOf(expected, shown(real), shown(undefined)), [
      'LD-1 does not fail on the embedded cloud with the same defect',
    ]);
  });
});

describe('a scenario that has to pass', () => {
  it('was not run when it is not in the summary', () => {
    assert.deepEqual(problemsOfGreen(['LD-46', 'LD-13'], shown(real)), ['LD-46 should pass, but is not run']);
  });
});

describe('the kind of a failure', () => {
  it('has neither ids nor hosts nor what was asked last', () => {
    const kind = kindOf(real.replace('46e7a715…', '46e7a715-9f0e-4a57-8a2c-9a1f0a3b5c7d'));
    assert.doesNotMatch(kind, /46e7a715|compute-3|DELETE/);
    assert.match(kind, /held by {2}the server \(<id>\), which answers 404: a leak/);
  });
});
