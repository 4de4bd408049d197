import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causes, clues, likelyCause, theOnly, type Clue } from '../../support/books/causes';

describe('a likely cause', () => {
  for (const { shownBy, words, unless = [] } of causes) {
    it(`is named when all shows it: ${words}`, () => {
      assert.equal(likelyCause(shownBy)?.words, words);
    });

    it(`is not named when something is not known: ${words}`, () => {
      for (const missing of shownBy) {
        const rest = shownBy.filter((clue) => clue !== missing);
        assert.notEqual(likelyCause(rest)?.words, words, `without "${missing}"`);
      }
    });

    it(`is not named when something speaks against it: ${words}`, () => {
      for (const against of unless) assert.notEqual(likelyCause([...shownBy, against])?.words, words, against);
    });
  }

  it('is none where two would do', () => {
    const clues: readonly Clue[] = [
      'an allocation is left',
      'the host has started since',
      'its server has left the host',
    ];
    assert.equal(likelyCause(clues), undefined);
  });

  it('is none for what nothing is known of', () => {
    assert.equal(likelyCause([]), undefined);
    assert.equal(likelyCause(['an allocation is left']), undefined);
    assert.equal(likelyCause(['a local delete was refused', 'it was answered 500']), undefined);
  });

  it('is the one of several things where all of them have it, and none where one has another one or none', () => {
    const [one, another] = causes;
    assert.equal(theOnly([one, one]), one);
    assert.equal(theOnly([one, another]), undefined);
    assert.equal(theOnly([one, undefined]), undefined);
    assert.equal(theOnly([]), undefined);
  });

  it('is shown by what is so alone', () => {
    assert.deepEqual(clues(true, 'it is forced down'), ['it is forced down']);
    assert.deepEqual(clues(false, 'it is forced down'), []);
  });

  it('fits a line of the console', () => {
    for (const { words } of causes) assert.ok(words.length <= 107, words);
  });

  it('has words of its own', () => {
    assert.equal(new Set(causes.map(({ words }) => words)).size, causes.length);
  });
});
