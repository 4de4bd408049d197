import { expect } from 'chai';
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ExpectationFailed } from '../../support/books/expectation';
import { installMatchers } from '../../support/books/matchers';
import type { UsageReport } from '../../support/books/usage';
import { blue, flavor, provider1 } from './view';

const unused = { host: 'compute-1', amounts: { VCPU: 0, MEMORY_MB: 0, DISK_GB: 0 } };

const leaked: UsageReport = {
  host: 'compute-1',
  amounts: flavor,
  holders: [{ consumer: blue, name: 'server blue', amounts: flavor, answers: 'gone' }],
  last: 'owner: DELETE /servers/7f3a1c22… 204 in 0.14 s (req-7f3a1c22…)',
  likely: "the delete did not free the server's allocation (bug 1679750)",
};

function messageOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    assert.ok(error instanceof ExpectationFailed, String(error));
    assert.equal(error.stack, error.message);
    return error.message;
  }
  return assert.fail('it should have failed');
}

describe('the matchers', () => {
  before(installMatchers);

  it('equalUsage tells a leak as a table', () => {
    assert.equal(
      messageOf(() => {
        expect(leaked).to.equalUsage(unused);
      }),
      [
        'expected compute-1  VCPU 0  MEMORY_MB 0    DISK_GB 0',
        'seen     compute-1  VCPU 1  MEMORY_MB 512  DISK_GB 1',
        'held by  server blue (7f3a1c22…), which answers 404: a leak',
        'last     owner: DELETE /servers/7f3a1c22… 204 in 0.14 s (req-7f3a1c22…)',
        "likely   the delete did not free the server's allocation (bug 1679750)",
      ].join('\n'),
    );
  });

  it('equalUsage accepts equal amounts, a class that is not there being 0', () => {
    expect({ ...leaked, amounts: { VCPU: 0 }, holders: [] }).to.equalUsage(unused);
  });

  it('equalUsage does not take another host for the same', () => {
    assert.match(
      messageOf(() => {
        expect({ ...leaked, amounts: {} }).to.equalUsage({ ...unused, host: 'compute-2' });
      }),
      /compute-2/,
    );
  });

  it('countConsumer wants the consumer to hold its share and the usage to count it', () => {
    const wanted = { host: 'compute-1', consumer: blue, amounts: flavor };
    expect(leaked).to.countConsumer(wanted);
    assert.equal(
      messageOf(() => {
        expect({ host: 'compute-1', amounts: unused.amounts, holders: [] }).to.countConsumer(wanted);
      }),
      [
        'expected compute-1  VCPU 1  MEMORY_MB 512  DISK_GB 1  or more',
        'seen     compute-1  VCPU 0  MEMORY_MB 0    DISK_GB 0',
        'held by  nobody',
      ].join('\n'),
    );
    assert.throws(() => {
      expect({ ...leaked, holders: [] }).to.countConsumer(wanted);
    }, ExpectationFailed);
    assert.throws(() => {
      expect({ ...leaked, amounts: { VCPU: 1 } }).to.countConsumer(wanted);
    }, ExpectationFailed);
  });

  it('holdNoAllocations tells what is held where', () => {
    expect({ consumer: blue, byHost: new Map() }).to.holdNoAllocations();
    assert.equal(
      messageOf(() => {
        expect({ consumer: blue, byHost: new Map([['compute-1', flavor]]) }).to.holdNoAllocations();
      }),
      'expected 7f3a1c22… holds nothing\nseen     VCPU 1, MEMORY_MB 512, DISK_GB 1 on compute-1',
    );
  });

  it('refuse what they cannot judge', () => {
    assert.throws(() => {
      expect(leaked).not.to.equalUsage(unused);
    }, /cannot be negated/);
    assert.throws(() => {
      expect(provider1).to.holdNoAllocations();
    }, /holdings/);
  });
});
