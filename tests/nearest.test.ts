import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest, offer } from '../support/nearest';

describe('the nearest word', () => {
  const known = ['zed', '2025.1', '2026.1'];

  it('has the fewest letters to change', () => {
    assert.equal(nearest('zet', known), 'zed');
    assert.equal(nearest('2025.2', known), '2025.1');
    assert.equal(nearest('ZED', known), 'zed');
  });

  it('is none when nothing is near', () => {
    assert.equal(nearest('stein', known), undefined);
    assert.equal(nearest('zed', []), undefined);
  });

  it('is offered with all that are known', () => {
    assert.equal(offer('zet', known), 'did you mean zed? (known: zed, 2025.1, 2026.1)');
    assert.equal(offer('stein', known), 'known: zed, 2025.1, 2026.1');
    assert.equal(offer('any', []), 'none is known');
  });
});
