import { expect } from 'chai';
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Amounts } from '../../support/books/amounts';
import { ExpectationFailed } from '../../support/books/expectation';
import { installMatchers } from '../../support/books/matchers';
import type { Holder, UsageReport } from '../../support/books/usage';
import { blue, flavor, provider1, stranger } from './view';

const unused = { host: 'compute-1', amounts: { VCPU: 0, MEMORY_MB: 0, DISK_GB: 0 } };

const holder: Holder = { consumer: blue, name: 'server blue', amounts: flavor, answers: 'gone' };

const leaked: UsageReport = {
  host: 'compute-1',
  amounts: flavor,
  holders: [holder],
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

  for (const name of ['VCPU', 'MEMORY_MB', 'DISK_GB', 'CUSTOM_GOLD']) {
    it(`see when ${name} alone is not as it should be`, () => {
      const amountsSeen: Amounts = { ...flavor, CUSTOM_GOLD: 1 };
      const seen = { ...leaked, amounts: amountsSeen };
      const consumer = { host: 'compute-1', consumer: blue, amounts: seen.amounts };
      const holding = { ...seen, holders: [{ ...holder, amounts: seen.amounts }] };
      expect(seen).to.equalUsage({ host: 'compute-1', amounts: seen.amounts });
      expect(holding).to.countConsumer(consumer);
      const { [name]: right = 0 } = amountsSeen;
      for (const amount of [0, right + 1]) {
        const amounts = { ...seen.amounts, [name]: amount };
        const told = messageOf(() => {
          expect(seen).to.equalUsage({ host: 'compute-1', amounts });
        });
        assert.match(told, new RegExp(`^expected compute-1 .*${name} ${amount}\\b.*\nseen .*${name} ${right}\\b`));
        assert.throws(() => {
          expect({ ...holding, holders: [{ ...holder, amounts }] }).to.countConsumer(consumer);
        }, ExpectationFailed);
      }
      assert.throws(() => {
        expect({ ...holding, amounts: { ...seen.amounts, [name]: 0 } }).to.countConsumer(consumer);
      }, ExpectationFailed);
      expect({ ...holding, amounts: { ...seen.amounts, [name]: right + 1 } }).to.countConsumer(consumer);
      assert.throws(() => {
        expect({ consumer: blue, byHost: new Map([['compute-1', { [name]: right }]]) }).to.holdNoAllocations();
      }, ExpectationFailed);
    });
  }

  it('countConsumer looks for that consumer among all', () => {
    const wanted = { host: 'compute-1', consumer: blue, amounts: flavor };
    const other = { ...holder, consumer: stranger, amounts: { VCPU: 8 } };
    expect({ ...leaked, holders: [other, holder] }).to.countConsumer(wanted);
    assert.throws(() => {
      expect({ ...leaked, holders: [other, { ...other, amounts: flavor }] }).to.countConsumer(wanted);
    }, ExpectationFailed);
  });

  it('holdNoAllocations looks at every provider', () => {
    const byHost = new Map([
      ['compute-1', {}],
      ['compute-2', { DISK_GB: 1 }],
    ]);
    assert.equal(
      messageOf(() => {
        expect({ consumer: blue, name: 'server blue', byHost }).to.holdNoAllocations();
      }),
      'expected server blue (7f3a1c22…) holds nothing\nseen     DISK_GB 1 on compute-2',
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
