import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ParameterError, parseParameters } from '../../support/clouds/parameters';
import type { KnownNames } from '../../support/clouds/parameters';

const known: KnownNames = {
  defects: ['bug-1679750', 'bug-1707071'],
  remoteCloud: (name) => ({ cloud: name === 'remote' ? 'staging' : name, release: 'zed' }),
};

function problemOf(input: unknown): string {
  try {
    parseParameters(input, known);
  } catch (error) {
    assert.ok(error instanceof ParameterError);
    return error.message;
  }
  return 'none';
}

describe('the parameters of a run', () => {
  it('have defaults: the embedded cloud of 2025.1', () => {
    assert.deepEqual(parseParameters({}, known), { cloud: 'embedded', release: '2025.1', seed: 1 });
  });

  it('are taken as they are given', () => {
    const input = { cloud: 'embedded', release: 'zed', defect: 'bug-1707071', seed: 7 };
    assert.deepEqual(parseParameters(input, known), input);
  });

  it('take the name and the release of a cloud of acceptance.yaml from there', () => {
    const staging = { cloud: 'staging', release: 'zed', seed: 1 };
    assert.deepEqual(parseParameters({ cloud: 'staging' }, known), staging);
    assert.deepEqual(parseParameters({ cloud: 'remote', release: 'zed' }, known), staging);
    assert.equal(
      problemOf({ cloud: 'staging', release: '2025.1' }),
      'release 2025.1 was asked for, but acceptance.yaml says that staging is zed: leave --release out, or mend the file',
    );
  });

  it('name the nearest one when one is unknown', () => {
    assert.equal(
      problemOf({ relese: 'zed' }),
      'there is no parameter relese: did you mean release? (known: cloud, release, defect, seed, background, latency, run, disrupt, ledgers)',
    );
    assert.equal(
      problemOf({ release: '2025.2' }),
      'there is no release 2025.2: did you mean 2025.1? (known: zed, 2023.1, 2024.1, 2025.1, 2026.1, 2026.2)',
    );
    assert.equal(
      problemOf({ defect: 'bug-1679570' }),
      'there is no defect bug-1679570: did you mean bug-1679750? (--defect list tells all there are)',
    );
  });

  it('tell every mistake at once', () => {
    assert.equal(
      problemOf({ seed: -1, cloud: '' }),
      'parameter cloud is "", but must NOT have fewer than 1 characters\nparameter seed is -1, but must be >= 0',
    );
    assert.equal(problemOf({ seed: 'x' }), 'parameter seed is "x", but must be integer');
    assert.match(problemOf('embedded'), /^the parameters of a run are an object like .*, not "embedded"$/);
  });

  it('refuse another order or speed anywhere but on the embedded cloud', () => {
    const only = 'on the cloud reference: only the embedded cloud leaves its order and its speed to a seed';
    assert.equal(problemOf({ cloud: 'reference', latency: 1 }), `a latency was asked for ${only}`);
    assert.equal(problemOf({ cloud: 'reference', background: 'random' }), `background random was asked for ${only}`);
    assert.equal(problemOf({ latency: 11 }), 'parameter latency is 11, but must be <= 10');
    assert.equal(
      problemOf({ background: 'randm' }),
      'there is no background randm: did you mean random? (known: in-turn, random)',
    );
  });

  it('refuse a defect anywhere but on the embedded cloud', () => {
    assert.equal(
      problemOf({ cloud: 'reference', defect: 'bug-1679750' }),
      'defect bug-1679750 was asked for on the cloud reference: only the embedded cloud can be given a defect; npm run reference -- up --broken NAME breaks a real Nova',
    );
  });
});
