import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Microversion, negotiate } from '../../../support/stub/http/microversions';

const compute = {
  serviceType: 'compute',
  legacyHeader: 'X-OpenStack-Nova-API-Version',
  minimum: '2.1',
  maximum: '2.93',
};

function outcome(headers: Record<string, string>): string {
  const negotiation = negotiate(new Headers(headers), compute);
  return negotiation.kind === 'agreed' ? negotiation.version.toString() : `${negotiation.kind}: ${negotiation.asked}`;
}

const standard = 'OpenStack-API-Version';
const legacy = 'X-OpenStack-Nova-API-Version';
const cases: readonly (readonly [Record<string, string>, string])[] = [
  [{}, '2.1'],
  [{ [standard]: 'compute 2.93' }, '2.93'],
  [{ [standard]: 'Compute 2.10' }, '2.10'],
  [{ [standard]: 'compute latest' }, '2.93'],
  [{ [standard]: 'placement 1.39, compute 2.53' }, '2.53'],
  [{ [standard]: 'placement 1.39' }, '2.1'],
  [{ [standard]: 'compute 2.10, compute 2.11' }, '2.11'],
  [{ [legacy]: '2.53' }, '2.53'],
  [{ [legacy]: 'latest' }, '2.93'],
  [{ [standard]: 'compute 2.60', [legacy]: '2.53' }, '2.60'],
  [{ [standard]: 'placement 1.39', [legacy]: '2.53' }, '2.53'],
  [{ [standard]: 'compute 2.94' }, 'out of range: 2.94'],
  [{ [standard]: 'compute 2.0' }, 'out of range: 2.0'],
  [{ [standard]: 'compute 3.1' }, 'out of range: 3.1'],
  [{ [standard]: 'compute two' }, 'malformed: two'],
  [{ [standard]: 'compute 2.01' }, 'malformed: 2.01'],
  [{ [standard]: 'compute 2' }, 'malformed: 2'],
  [{ [standard]: 'compute' }, 'malformed: '],
];

for (const [headers, expected] of cases) {
  test(`${JSON.stringify(headers)} gives ${expected}`, () => {
    assert.equal(outcome(headers), expected);
  });
}

test('microversions are compared as numbers', () => {
  const version = Microversion.of('2.10');
  assert.equal(version.isAtLeast('2.9'), true);
  assert.equal(version.isAtLeast('2.11'), false);
  assert.equal(version.isAtLeast('1.99'), true);
  assert.equal(version.isWithin('2.10', '2.10'), true);
  assert.equal(version.isWithin(undefined, '2.9'), false);
});

test('a microversion in code that is none is a mistake', () => {
  assert.throws(() => Microversion.of('2.x'), /"2.x" is not a microversion of the form N.M/);
});
